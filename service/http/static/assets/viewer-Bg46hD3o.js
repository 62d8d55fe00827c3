import{L as e,M as t,R as n,X as r,Y as i,b as a,d as o,f as s,g as c,h as l,m as u,p as d,q as f,s as p,u as m}from"./theme-vUDyj5dw.js";var h=r`
  dialog {
    display: none;
    flex-direction: column;
    width: min(1240px, 96vw);
    height: min(94vh, 1100px);
    max-width: none;
    max-height: none;
    padding: 0;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    color: var(--wb-ink);
    box-shadow: var(--wb-shadow);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
  }
  dialog::backdrop {
    background: rgb(12 18 24 / 45%);
  }
  :host([docked]) dialog {
    position: static;
    width: 100%;
    height: 100%;
    border: 0;
    border-inline-start: 1px solid var(--wb-line);
    border-radius: 0;
    box-shadow: none;
  }
  .top {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 14px 12px 8px 20px;
  }
  .where {
    flex: 1;
    min-width: 0;
  }
  h2 {
    font-size: 15px;
    font-weight: 600;
    line-height: 1.5;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .top p {
    color: var(--wb-muted);
    font-size: 13px;
    line-height: 1.55;
    max-height: 3.1em;
    overflow: hidden;
  }
  nav {
    display: flex;
    gap: 6px;
    padding: 0 20px 8px;
    position: relative;
    overflow-x: auto;
  }
  .tab {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px 2px 4px;
    border: 1px solid var(--wb-line);
    border-radius: 999px;
    color: var(--wb-muted);
    font-size: 13px;
    white-space: nowrap;
  }
  .tab[aria-current="true"] {
    border-color: var(--wb-link);
    background: var(--wb-soft);
    color: var(--wb-link);
  }
  .number {
    display: inline-grid;
    place-items: center;
    min-width: 20px;
    height: 20px;
    border-radius: 999px;
    background: var(--wb-sunken);
    color: var(--wb-ink);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
    padding: 4px 12px;
    border-block: 1px solid var(--wb-line);
  }
  .tools .line {
    min-height: 32px;
    padding: 0 10px;
    font-size: 13px;
  }
  .count {
    min-width: 4.5em;
    text-align: center;
    color: var(--wb-muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .gap {
    flex: 1;
  }
  .stage {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow: auto;
    padding: 16px;
    background: var(--wb-sunken);
    overscroll-behavior: contain;
  }
  .stage:focus-visible {
    outline-offset: -2px;
    border-radius: 0;
  }
  .sheet {
    position: relative;
    margin: 0 auto;
    background: #fff;
    box-shadow: 0 1px 3px rgb(0 0 0 / 18%);
  }
  .sheet.empty {
    width: 100%;
    aspect-ratio: 1.414;
    background: linear-gradient(100deg, #fff 40%, #f0f0ee 50%, #fff 60%) 0 0 / 200% 100%;
    animation: sheen 1.4s linear infinite;
    opacity: 0.7;
  }
  .sheet.waiting canvas {
    opacity: 0.5;
  }
  @keyframes sheen {
    from {
      background-position: 150% 0;
    }
    to {
      background-position: -50% 0;
    }
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .sheet {
    filter: var(--wb-page-filter);
  }
  .marks i {
    position: absolute;
    pointer-events: none;
    mix-blend-mode: multiply;
  }
  .band {
    background: rgb(250 214 130 / 38%);
  }
  .head {
    background: rgb(120 175 220 / 30%);
    box-shadow: inset 0 0 0 1.5px rgb(23 80 122 / 65%);
  }
  .cell {
    background: rgb(255 205 80 / 55%);
    box-shadow:
      0 0 0 2.5px #c7740a,
      0 0 0 7px rgb(240 165 30 / 30%);
    border-radius: 2px;
    animation: found 0.7s ease-out;
  }
  .cell.sentence {
    box-shadow: -5px 0 0 -1px #c7740a;
    background: rgb(255 214 110 / 42%);
    border-radius: 0;
  }
  .cell.sentence.lined {
    background: none;
  }
  .line-of {
    background: rgb(255 205 80 / 50%);
    border-radius: 2px;
  }
  @keyframes found {
    from {
      transform: scale(1.25);
      opacity: 0;
    }
  }
  .text {
    margin: 16px auto 0;
    max-width: 900px;
    color: var(--wb-muted);
    font-size: 13px;
  }
  .text pre,
  .prose pre {
    margin: 8px 0 0;
    padding: 16px;
    border-radius: 8px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    font: inherit;
    line-height: 1.8;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-height: 60vh;
    position: relative;
    overflow: auto;
  }
  .prose {
    max-width: 46em;
    margin: 0 auto;
  }
  .prose pre {
    max-height: none;
  }
  .note {
    color: var(--wb-muted);
    font-size: 13px;
    text-align: center;
  }
  mark,
  blockquote[data-mark] {
    background: rgb(255 214 110 / 55%);
    color: #1b232d;
    padding: 1px 2px;
  }
  @media (max-width: 640px) {
    dialog {
      width: 100vw;
      height: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .tools .line span {
      display: none;
    }
    .stage {
      padding: 8px;
    }
  }
`,g=1.25,_=.3,v=5,y=class extends d{static properties={docked:{type:Boolean,reflect:!0},citations:{state:!0},current:{state:!0},page:{state:!0},info:{state:!0},marks:{state:!0},scale:{state:!0},waiting:{state:!0},failed:{state:!0}};static styles=[c,h];dialog=e();stage=e();canvas=e();opener=null;visit=0;drawn=0;constructor(){super(),this.docked=!1,this.citations=[],this.current=null,this.page=1,this.info=this.marks=null,this.scale=1,this.waiting=!1,this.failed=``}get opened(){return!!this.dialog.value?.open}async show(e,t){this.citations=t,await this.updateComplete;let n=this.dialog.value;n&&!n.open&&(this.opener=l(),this.tell(`viewer`,!0),await new Promise(requestAnimationFrame),this.docked?n.show():n.showModal(),n.querySelector(`.top button`)?.focus()),await this.turn(e,e.page)}close(){this.dialog.value?.close()}closed=()=>{this.visit++,this.tell(`viewer`,!1),this.opener?.focus(),this.opener=null};async turn(e,t){let n=++this.visit,r=this.current?.document_id===e.document_id&&this.page===t;this.current=e,this.page=t,this.failed=``,r||(this.waiting=!0);let i=t===e.page&&e.bbox;try{let[r,a,o]=await Promise.all([this.client.page(e.document_id,t),i?this.client.marks(e.document_id,t,e.bbox,e.kind===`text`?e.quote:``):null,this.client.picture(e.document_id,t,1600).catch(()=>null)]);if(n!==this.visit)return;this.info=r,this.marks=a,this.waiting=!1,await this.updateComplete,o&&this.draw(o),this.fit()}catch(e){if(n!==this.visit)return;this.waiting=!1,this.info=null,this.failed=e.code===`offline`?this.t.offline:this.t.failed}}draw(e){let t=this.canvas.value;t&&(t.width=e.width,t.height=e.height,t.getContext(`2d`)?.drawImage(e,0,0),this.drawn=e.width)}room(){return(this.stage.value?.clientWidth??800)-32}fit(){this.info&&(this.scale=o(this.info.width,this.room(),this.marks?m(this.marks):null),this.toMark())}async toMark(){await this.updateComplete;let e=this.stage.value;if(!e||!this.info)return;if(!this.marks){e.scrollTo(0,0);return}let[t,n,r,i]=m(this.marks),a=this.marks.cell,o=(r-t)*this.scale>e.clientWidth,s=(i-n)*this.scale>e.clientHeight,c=(e,t)=>(e+t)/2*this.scale+16;e.scrollTo(c(o?a[0]:t,o?a[2]:r)-e.clientWidth/2,c(s?a[1]:n,s?a[3]:i)-e.clientHeight/2)}zoom(e){let t=this.stage.value;if(!t||!this.info)return;let n=this.scale;this.scale=Math.min(v,Math.max(_,n*e));let r=this.scale/n,i=t.scrollLeft+t.clientWidth/2,a=t.scrollTop+t.clientHeight/2;this.updateComplete.then(()=>{t.scrollTo(i*r-t.clientWidth/2,a*r-t.clientHeight/2)})}updated(e){if(e.has(`scale`)&&this.info?.picture&&this.current&&this.info.width*this.scale*Math.min(2,window.devicePixelRatio||1)>this.drawn*1.15&&this.drawn&&this.drawn<2400){let{visit:e}=this;this.client.picture(this.current.document_id,this.page,2400).then(t=>e===this.visit&&this.draw(t),()=>void 0)}}leaf(e){let t=this.page+e;!this.current||!this.info||t<1||t>this.info.pages||this.turn(this.current,t)}keys=e=>{let t=e.ctrlKey||e.metaKey?void 0:{"+":()=>this.zoom(g),"=":()=>this.zoom(g),"-":()=>this.zoom(1/g),0:()=>this.fit(),PageDown:()=>this.leaf(1),PageUp:()=>this.leaf(-1)}[e.key];t?(e.preventDefault(),t()):e.key===`Escape`&&this.docked&&this.close()};render(){let{t:e}=this;return i`<dialog
      ${n(this.dialog)}
      part="viewer"
      aria-label=${e.evidence}
      @close=${this.closed}
      @keydown=${this.keys}
    >
      <div class="top">
        <div class="where">
          <h2>${this.current?.title??e.evidence}</h2>
          <p>${this.current?this.trail(this.current):f}</p>
        </div>
        <button class="icon" aria-label=${e.close} title=${e.close} @click=${()=>this.close()}>${a(`close`)}</button>
      </div>
      ${this.citations.length>1?this.tabs():f} ${this.tools()}
      <div class="stage" ${n(this.stage)} tabindex="0" role="region" aria-label=${e.evidence}>${this.content()}</div>
      <p class="hide" role="status">${this.waiting?e.loading:this.info?e.pageOf(this.page,this.info.pages):``}</p>
    </dialog>`}trail(e){return t(e).map((e,t)=>i`${t?i`<span aria-hidden="true"> · </span>`:f}${e}`)}tabs(){return i`<nav aria-label=${this.t.sources}>
      ${this.citations.map(e=>i`<button
            class="tab"
            aria-current=${e===this.current?`true`:`false`}
            @click=${()=>void this.turn(e,e.page)}
          >
            <span class="number">${e.number}</span>${this.t.page(e.page)}
          </button>`)}
    </nav>`}tools(){let{t:e,info:t}=this,n=(e,n,r,o=!1)=>i`<button class="icon" aria-label=${n} title=${n} ?disabled=${o||!t} @click=${r}>${a(e)}</button>`,r=this.current;return i`<div class="tools" role="toolbar" aria-label=${e.evidence}>
      ${n(`left`,e.previous,()=>this.leaf(-1),this.page<=1)}
      <span class="count">${t?`${this.page} / ${t.pages}`:`…`}</span>
      ${n(`right`,e.next,()=>this.leaf(1),!!t&&this.page>=t.pages)}
      <span class="gap"></span>
      ${n(`zoomOut`,e.zoomOut,()=>this.zoom(1/g),!t?.picture)}
      ${n(`zoomIn`,e.zoomIn,()=>this.zoom(g),!t?.picture)}
      ${n(`fit`,e.fit,()=>this.whole(),!t?.picture)}
      ${n(`aim`,e.toMark,()=>r&&void this.turn(r,r.page),!r?.bbox)}
      <span class="gap"></span>
      ${r?i`<a class="line" href=${this.client.url(`/documents/${r.document_id}#page=${this.page}`)} target="_blank" rel="noopener"
            >${a(`out`)}<span>${e.original}</span></a
          >`:f}
    </div>`}whole(){this.info&&(this.scale=this.room()/this.info.width,this.toMark())}content(){let{t:e,info:t,marks:r}=this;if(this.failed)return i`<p class="note">${this.failed}</p>`;if(!t)return i`<div class="sheet empty" aria-hidden="true"></div>`;if(!t.picture)return this.text(t);let a={width:`${t.width*this.scale}px`,height:`${t.height*this.scale}px`},o=e=>p(s(e,t.width,t.height)),c=r?.record?`${r.record.column_path.join(` `)} ${r.record.raw}`:this.current?.quote??``;return i`<div class="sheet ${this.waiting?`waiting`:``}" ${p(a)}>
        <canvas ${n(this.canvas)} role="img" aria-label=${`${e.page(t.page)}${r?`，${e.marked(c)}`:``}`}></canvas>
        ${r?i`<div class="marks" aria-hidden="true">
              ${r.row?i`<i class="band" data-mark="row" ${o(r.row)}></i>`:f}
              ${r.column?i`<i class="band" data-mark="column" ${o(r.column)}></i>`:f}
              ${r.row_heads.map(e=>i`<i class="head" data-mark="row-head" ${o(e)}></i>`)}
              ${r.column_heads.map(e=>i`<i class="head" data-mark="column-head" ${o(e)}></i>`)}
              ${r.lines.map(e=>i`<i class="line-of" data-mark="line" ${o(e)}></i>`)}
              <i
                class="cell ${r.record?``:`sentence`} ${r.lines.length?`lined`:``}"
                data-mark="cell"
                ${o(r.cell)}
              ></i>
            </div>`:f}
      </div>
      <details class="text">
        <summary>${e.pageText}</summary>
        <pre tabindex="0">${t.text}</pre>
      </details>`}text(e){let t=this.current?.page===e.page?this.current.quote:``,n=t?e.text.indexOf(t):-1,r=n<0?e.text:i`${e.text.slice(0,n)}<mark data-mark="cell">${t}</mark>${e.text.slice(n+t.length)}`;return i`<div class="prose">
      <p class="note">${this.t.noPicture}</p>
      ${t&&n<0?i`<blockquote data-mark="cell">${t}</blockquote>`:f}
      <pre>${r}</pre>
    </div>`}};u(`wb-viewer`,y);export{y as Viewer};