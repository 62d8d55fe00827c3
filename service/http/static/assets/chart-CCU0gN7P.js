import{S as e,c as t,i as n,l as r,n as i,t as a,u as o,x as s}from"./part-DL1xVX0_.js";import{o as c,t as l}from"./thread-CLC30WPz.js";var u=class extends a{static properties={chart:{attribute:!1},table:{state:!0}};static styles=[n,e`
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
    `];place=r();drawing=null;sized=new ResizeObserver(()=>this.drawing?.resize());constructor(){super(),this.table=!1}disconnectedCallback(){super.disconnectedCallback(),this.sized.disconnect(),this.drawing?.dispose(),this.drawing=null}updated(e){(e.has(`chart`)||e.has(`table`))&&this.draw()}async draw(){this.drawing?.dispose(),this.drawing=null;let e=this.place.value;if(this.table||!e)return;let{drawn:t}=await l(async()=>{let{drawn:e}=await import(`./drawing-__6M5jPO.js`);return{drawn:e}},[],import.meta.url);if(this.place.value!==e||this.drawing)return;let n=getComputedStyle(this),r=e=>n.getPropertyValue(e).trim();this.drawing=t(e,this.chart,{ink:r(`--wb-ink`),muted:r(`--wb-muted`),line:r(`--wb-line`),series:r(`--wb-link`),font:n.fontFamily}),this.sized.observe(e)}render(){let{t:e,chart:n}=this,r=n.points.map(e=>`${e.x} ${e.value??`—`}${n.unit}`).join(`，`);return s`<figure>
      <figcaption class="head">
        <span>${n.metric}（${n.unit}）</span>
        <button class="quiet" aria-pressed=${this.table?`true`:`false`} @click=${()=>this.table=!this.table}>
          ${t(this.table?`chart`:`sheet`)}${this.table?e.showChart:e.showTable}
        </button>
      </figcaption>
      ${this.table?s`<table>
            <thead>
              <tr>
                <th scope="col">${e.name_}</th>
                <th scope="col">${n.unit}</th>
              </tr>
            </thead>
            <tbody>
              ${n.points.map(e=>s`<tr>
                    <th scope="row">${e.x}</th>
                    <td>${e.value===null?`—`:c(e.value)}</td>
                  </tr>`)}
            </tbody>
          </table>`:s`<div class="drawing" role="img" aria-label=${r} ${o(this.place)}></div>`}
    </figure>`}};i(`wb-chart`,u);export{u as ChartPart};