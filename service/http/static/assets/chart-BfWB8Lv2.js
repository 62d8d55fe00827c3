import{M as e,U as t,W as n,c as r,j as i,m as a,o,s,u as c,x as l}from"./theme-Cw8Iusje.js";var u=class extends s{static properties={chart:{attribute:!1},table:{state:!0}};static styles=[c,n`
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
    `];place=i();drawing=null;sized=new ResizeObserver(()=>this.drawing?.resize());constructor(){super(),this.table=!1}disconnectedCallback(){super.disconnectedCallback(),this.sized.disconnect(),this.drawing?.dispose(),this.drawing=null}updated(e){(e.has(`chart`)||e.has(`table`))&&this.draw()}async draw(){this.drawing?.dispose(),this.drawing=null;let e=this.place.value;if(this.table||!e)return;let{drawn:t}=await o(async()=>{let{drawn:e}=await import(`./drawing-B8iz2dXC.js`);return{drawn:e}},[],import.meta.url);if(this.place.value!==e||this.drawing)return;let n=getComputedStyle(this),r=e=>n.getPropertyValue(e).trim();this.drawing=t(e,this.chart,{ink:r(`--wb-ink`),muted:r(`--wb-muted`),line:r(`--wb-line`),series:r(`--wb-link`),font:n.fontFamily}),this.sized.observe(e)}render(){let{t:n,chart:r}=this,i=r.points.map(e=>`${e.x} ${e.value??`—`}${r.unit}`).join(`，`);return t`<figure>
      <figcaption class="head">
        <span>${r.metric}（${r.unit}）</span>
        <button class="quiet" aria-pressed=${this.table?`true`:`false`} @click=${()=>this.table=!this.table}>
          ${a(this.table?`chart`:`sheet`)}${this.table?n.showChart:n.showTable}
        </button>
      </figcaption>
      ${this.table?t`<table>
            <thead>
              <tr>
                <th scope="col">${n.name_}</th>
                <th scope="col">${r.unit}</th>
              </tr>
            </thead>
            <tbody>
              ${r.points.map(e=>t`<tr>
                    <th scope="row">${e.x}</th>
                    <td>${e.value===null?`—`:l(e.value)}</td>
                  </tr>`)}
            </tbody>
          </table>`:t`<div class="drawing" role="img" aria-label=${i} ${e(this.place)}></div>`}
    </figure>`}};r(`wb-chart`,u);export{u as ChartPart};