import{D as e,L as t,R as n,X as r,Y as i,b as a,g as o,m as s,o as c,p as l}from"./theme-vUDyj5dw.js";var u=class extends l{static properties={chart:{attribute:!1},table:{state:!0}};static styles=[o,r`
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
    `];place=t();drawing=null;sized=new ResizeObserver(()=>this.drawing?.resize());constructor(){super(),this.table=!1}disconnectedCallback(){super.disconnectedCallback(),this.sized.disconnect(),this.drawing?.dispose(),this.drawing=null}updated(e){(e.has(`chart`)||e.has(`table`))&&this.draw()}async draw(){this.drawing?.dispose(),this.drawing=null;let e=this.place.value;if(this.table||!e)return;let{drawn:t}=await c(async()=>{let{drawn:e}=await import(`./drawing-BQ61qluJ.js`);return{drawn:e}},[],import.meta.url);if(this.place.value!==e||this.drawing)return;let n=getComputedStyle(this),r=e=>n.getPropertyValue(e).trim();this.drawing=t(e,this.chart,{ink:r(`--wb-ink`),muted:r(`--wb-muted`),line:r(`--wb-line`),series:r(`--wb-link`),font:n.fontFamily}),this.sized.observe(e)}render(){let{t,chart:r}=this,o=r.points.map(e=>`${e.x} ${e.value??`—`}${r.unit}`).join(`，`);return i`<figure>
      <figcaption class="head">
        <span>${r.metric}（${r.unit}）</span>
        <button class="quiet" aria-pressed=${this.table?`true`:`false`} @click=${()=>this.table=!this.table}>
          ${a(this.table?`chart`:`sheet`)}${this.table?t.showChart:t.showTable}
        </button>
      </figcaption>
      ${this.table?i`<table>
            <thead>
              <tr>
                <th scope="col">${t.name_}</th>
                <th scope="col">${r.unit}</th>
              </tr>
            </thead>
            <tbody>
              ${r.points.map(t=>i`<tr>
                    <th scope="row">${t.x}</th>
                    <td>${t.value===null?`—`:e(t.value)}</td>
                  </tr>`)}
            </tbody>
          </table>`:i`<div class="drawing" role="img" aria-label=${o} ${n(this.place)}></div>`}
    </figure>`}};s(`wb-chart`,u);export{u as ChartPart};