import{I as e,L as t,T as n,_ as r,c as i,m as a,o,s,u as c,w as l}from"./theme-CkY-Cd4o.js";var u=class extends s{static properties={chart:{attribute:!1},table:{state:!0}};static styles=[c,t`
      .head {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 8px;
        font-size: 13px;
        color: var(--wb-muted);
      }
      .drawing {
        height: 260px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      th,
      td {
        padding: 6px 10px;
        border-bottom: 1px solid var(--wb-line);
        text-align: start;
        font-weight: 400;
      }
      td {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      thead th {
        color: var(--wb-muted);
        font-size: 13px;
      }
      thead th:last-child {
        text-align: end;
      }
    `];place=l();drawing=null;sized=new ResizeObserver(()=>this.drawing?.resize());constructor(){super(),this.table=!1}disconnectedCallback(){super.disconnectedCallback(),this.sized.disconnect(),this.drawing?.dispose(),this.drawing=null}updated(e){(e.has(`chart`)||e.has(`table`))&&this.draw()}async draw(){this.drawing?.dispose(),this.drawing=null;let e=this.place.value;if(this.table||!e)return;let{drawn:t}=await o(async()=>{let{drawn:e}=await import(`./drawing-AMv-Y-DW.js`);return{drawn:e}},[],import.meta.url);if(this.place.value!==e||this.drawing)return;let n=getComputedStyle(this),r=e=>n.getPropertyValue(e).trim();this.drawing=t(e,this.chart,{ink:r(`--wb-ink`),muted:r(`--wb-muted`),line:r(`--wb-line`),series:r(`--wb-link`),font:n.fontFamily}),this.sized.observe(e)}render(){let{t,chart:i}=this,o=i.points.map(e=>`${e.x} ${e.value??`—`}${i.unit}`).join(`，`);return e`<figure>
      <figcaption class="head">
        <span>${i.metric}（${i.unit}）</span>
        <button class="quiet" aria-pressed=${this.table?`true`:`false`} @click=${()=>this.table=!this.table}>
          ${a(this.table?`chart`:`sheet`)}${this.table?t.showChart:t.showTable}
        </button>
      </figcaption>
      ${this.table?e`<table>
            <thead>
              <tr>
                <th scope="col">${t.name_}</th>
                <th scope="col">${i.unit}</th>
              </tr>
            </thead>
            <tbody>
              ${i.points.map(t=>e`<tr>
                    <th scope="row">${t.x}</th>
                    <td>${t.value===null?`—`:r(t.value)}</td>
                  </tr>`)}
            </tbody>
          </table>`:e`<div class="drawing" role="img" aria-label=${o} ${n(this.place)}></div>`}
    </figure>`}};i(`wb-chart`,u);export{u as ChartPart};