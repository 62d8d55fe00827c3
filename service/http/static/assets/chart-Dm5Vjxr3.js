import{A as e,_ as t,c as n,k as r,m as i,o as a,s as o,u as s,v as c}from"./theme-Ck54BNCa.js";import{l}from"./placed-sGqw3jaD.js";var u=class extends o{static properties={chart:{attribute:!1},table:{state:!0}};static styles=[s,e`
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
    `];place=t();drawing=null;sized=new ResizeObserver(()=>this.drawing?.resize());constructor(){super(),this.table=!1}disconnectedCallback(){super.disconnectedCallback(),this.sized.disconnect(),this.drawing?.dispose(),this.drawing=null}updated(e){(e.has(`chart`)||e.has(`table`))&&this.draw()}async draw(){this.drawing?.dispose(),this.drawing=null;let e=this.place.value;if(this.table||!e)return;let{drawn:t}=await a(async()=>{let{drawn:e}=await import(`./drawing-CfoaRDP2.js`);return{drawn:e}},[],import.meta.url);if(this.place.value!==e||this.drawing)return;let n=getComputedStyle(this),r=e=>n.getPropertyValue(e).trim();this.drawing=t(e,this.chart,{ink:r(`--wb-ink`),muted:r(`--wb-muted`),line:r(`--wb-line`),series:r(`--wb-link`),font:n.fontFamily}),this.sized.observe(e)}render(){let{t:e,chart:t}=this,n=t.points.map(e=>`${e.x} ${e.value??`—`}${t.unit}`).join(`，`);return r`<figure>
      <figcaption class="head">
        <span>${t.metric}（${t.unit}）</span>
        <button class="quiet" aria-pressed=${this.table?`true`:`false`} @click=${()=>this.table=!this.table}>
          ${i(this.table?`chart`:`sheet`)}${this.table?e.showChart:e.showTable}
        </button>
      </figcaption>
      ${this.table?r`<table>
            <thead>
              <tr>
                <th scope="col">${e.name_}</th>
                <th scope="col">${t.unit}</th>
              </tr>
            </thead>
            <tbody>
              ${t.points.map(e=>r`<tr>
                    <th scope="row">${e.x}</th>
                    <td>${e.value===null?`—`:l(e.value)}</td>
                  </tr>`)}
            </tbody>
          </table>`:r`<div class="drawing" role="img" aria-label=${n} ${c(this.place)}></div>`}
    </figure>`}};n(`wb-chart`,u);export{u as ChartPart};