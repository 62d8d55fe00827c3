import{A as e,C as t,D as n,E as r,F as i,I as a,L as o,M as s,N as c,O as l,P as u,T as d,_ as f,b as p,c as m,g as h,h as g,j as _,k as v,m as y,o as b,s as x,u as S,v as C,w,x as T,y as E}from"./theme-CkY-Cd4o.js";import{i as D,n as O,o as k,r as A,t as j}from"./placed-TBAEOKYC.js";var M=50,N=class{name;storage;held;constructor(e,t=I()){this.name=e,this.storage=t,this.held=this.read()}all(){return[...this.held].sort((e,t)=>t.at-e.at)}find(e){return this.held.find(t=>t.id===e)}keep(e){if(!e.turns.length)return;let t={...e,turns:e.turns.map(({question:e,answer:t,failed:n,verdict:r})=>({question:e,answer:t,...t?{}:{failed:n??`interrupted`},...r?{verdict:r}:{}}))};this.held=[t,...this.held.filter(e=>e.id!==t.id)].slice(0,M),this.write()}drop(e){this.held=this.held.filter(t=>t.id!==e),this.write()}clear(){this.held=[],this.write()}get current(){return this.guarded(()=>this.storage?.getItem(`${this.name}:current`)??null)}set current(e){this.guarded(()=>(e?this.storage?.setItem(`${this.name}:current`,e):this.storage?.removeItem(`${this.name}:current`),null))}read(){try{let e=JSON.parse(this.storage?.getItem(this.name)??`[]`);return Array.isArray(e)?e.filter(F):[]}catch{return[]}}write(){for(let e=this.held;;e=e.slice(0,Math.floor(e.length/2)))try{this.storage?.setItem(this.name,JSON.stringify(e));return}catch{if(!e.length)return}}guarded(e){try{return e()}catch{return null}}};function P(){return{id:crypto.randomUUID?.()??String(Math.random()).slice(2),thread:null,turns:[],at:Date.now()}}function F(e){let t=e;return typeof t?.id==`string`&&Array.isArray(t.turns)&&t.turns.every(e=>typeof e?.question==`string`&&(!e.answer||Array.isArray(e.answer.citations)))}function I(){try{return window.localStorage}catch{return null}}var L=o`
  :host {
    display: block;
    container-type: inline-size;
  }
  article {
    display: grid;
    gap: 14px;
    padding: 20px 22px 12px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    box-shadow: var(--wb-shadow);
  }
  article.plain {
    box-shadow: none;
  }
  .whose {
    color: var(--wb-muted);
    font-size: 13px;
    line-height: 1.6;
  }
  .lead {
    display: grid;
    gap: 2px;
  }
  .amount {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
    font-size: clamp(34px, 9cqi, 50px);
    font-weight: 640;
    line-height: 1.15;
    letter-spacing: -0.015em;
    font-variant-numeric: tabular-nums lining-nums;
    overflow-wrap: anywhere;
  }
  .amount .unit {
    font-size: 0.4em;
    font-weight: 500;
    letter-spacing: 0;
    color: var(--wb-muted);
  }
  .label {
    font-size: 14px;
    line-height: 1.6;
  }
  .formula {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    margin-top: 6px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--wb-soft);
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .formula b {
    font-weight: 500;
    color: var(--wb-muted);
  }
  .others {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
    gap: 8px;
  }
  .others li {
    padding: 10px 12px;
    border: 1px solid var(--wb-line);
    border-radius: 9px;
  }
  .others .amount {
    font-size: 20px;
  }
  .others .unit {
    font-size: 0.66em;
  }
  .others .label,
  .others .whose {
    font-size: 12.5px;
  }
  .warning {
    display: flex;
    gap: 10px;
    padding: 10px 14px;
    border-radius: 9px;
    background: var(--wb-warn-soft);
    color: var(--wb-warn);
    font-size: 14px;
  }
  .warning svg {
    margin-top: 3px;
  }
  .text {
    overflow-wrap: anywhere;
    line-height: 1.85;
  }
  .text p + p,
  .text ul,
  .text blockquote {
    margin-top: 8px;
  }
  .text ul,
  .text ol {
    padding-inline-start: 1.3em;
    list-style: disc;
  }
  .text ol {
    list-style: decimal;
  }
  .text strong {
    font-weight: 640;
  }
  .text blockquote {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--wb-line);
    color: var(--wb-muted);
  }
  .text table {
    display: block;
    position: relative;
    overflow-x: auto;
    border-collapse: collapse;
    font-size: 14px;
  }
  .text td,
  .text th {
    padding: 4px 10px;
    border: 1px solid var(--wb-line);
  }
  .text pre {
    position: relative;
    overflow-x: auto;
    white-space: pre-wrap;
  }
  .of {
    margin: 0 0 -8px;
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .of .cite {
    margin-inline-start: 6px;
  }
  .glued {
    white-space: nowrap;
  }
  .cite {
    display: inline-grid;
    place-items: center;
    min-width: 20px;
    height: 20px;
    margin: 0 2px;
    padding: 0 5px;
    border-radius: 6px;
    background: var(--wb-soft);
    color: var(--wb-link);
    font-size: 12px;
    font-weight: 600;
    line-height: 1;
    vertical-align: 2px;
    font-variant-numeric: tabular-nums;
  }
  .cite:hover {
    background: var(--wb-primary);
    color: var(--wb-on-primary);
  }
  .warning .cite {
    background: transparent;
    color: inherit;
    box-shadow: inset 0 0 0 1px currentColor;
  }
  h3 {
    color: var(--wb-muted);
    font-size: 12.5px;
    font-weight: 500;
    letter-spacing: 0.04em;
  }
  .sources {
    display: grid;
    gap: 2px;
    margin-inline: -10px;
  }
  .source {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 10px;
    width: 100%;
    padding: 7px 10px;
    border-radius: 9px;
    text-align: start;
    font-size: 13.5px;
    line-height: 1.6;
  }
  .source:hover {
    background: var(--wb-sunken);
  }
  .source .cite {
    margin-top: 2px;
  }
  .source small {
    display: block;
    color: var(--wb-muted);
    font-size: 12.5px;
    overflow-wrap: anywhere;
  }
  .source .at {
    color: var(--wb-link);
    font-size: 12.5px;
    white-space: nowrap;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    margin: 0 -10px;
    padding-top: 6px;
    border-top: 1px solid var(--wb-line);
  }
  .actions .gap {
    flex: 1;
  }
  .notice {
    color: var(--wb-muted);
    font-size: 13px;
    align-self: center;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  form input {
    flex: 1 1 200px;
    min-height: 38px;
    padding: 0 12px;
    border: 1px solid var(--wb-line-strong);
    border-radius: 9px;
    background: var(--wb-surface);
  }
  .next {
    display: grid;
    gap: 6px;
    margin-top: 14px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .chip {
    max-width: 100%;
    padding: 6px 14px;
    border: 1px solid var(--wb-line);
    border-radius: 18px;
    background: var(--wb-surface);
    font-size: 14px;
    line-height: 1.5;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .chip:hover {
    border-color: var(--wb-link);
    color: var(--wb-link);
  }
  .choices {
    display: grid;
    gap: 8px;
  }
  .choices .chip {
    display: flex;
    justify-content: space-between;
    align-items: center;
    width: 100%;
    padding: 10px 14px;
    border-radius: 10px;
    border-color: var(--wb-line-strong);
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--wb-muted);
    font-size: 13px;
  }
  @container (max-width: 600px) {
    .opinion span {
      display: none;
    }
  }
  @container (max-width: 460px) {
    article {
      padding: 16px 16px 8px;
    }
    .source {
      grid-template-columns: auto 1fr;
    }
    .source .at {
      grid-column: 2;
    }
  }
`,R=3,z=2.1,B=150,V=class extends x{static properties={citation:{attribute:!1},found:{state:!0}};static styles=[S,o`
      :host {
        display: block;
      }
      button {
        display: block;
        position: relative;
        width: 100%;
        overflow: hidden;
        filter: var(--wb-page-filter);
        border: 1px solid var(--wb-line);
        border-radius: 8px;
        background: #fff;
      }
      button:hover {
        border-color: var(--wb-link);
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      i {
        position: absolute;
        mix-blend-mode: multiply;
        pointer-events: none;
      }
      .band {
        background: rgb(250 214 130 / 32%);
      }
      .cell {
        background: rgb(255 205 80 / 45%);
        box-shadow: 0 0 0 2px #c7740a;
        border-radius: 1px;
      }
    `];canvas=w();constructor(){super(),this.found=null}willUpdate(e){e.has(`citation`)&&this.look()}async look(){this.found=null;let{document_id:e,page:t,bbox:n}=this.citation;if(n)try{let[r,i]=await Promise.all([this.client.page(e,t),this.client.marks(e,t,n)]);if(!r.picture||!i.record)return;let a=await this.client.picture(e,t,1600);this.found={marks:i,info:r,picture:a,cut:H(i,r)}}catch{}}updated(){let e=this.canvas.value;if(!e||!this.found)return;let{picture:t,info:n,cut:r}=this.found,i=t.width/n.width;e.width=Math.round((r[2]-r[0])*i),e.height=Math.round((r[3]-r[1])*i),e.getContext(`2d`)?.drawImage(t,-r[0]*i,-r[1]*i)}render(){if(!this.found)return u;let{marks:e,cut:t}=this.found,[n,r]=[t[2]-t[0],t[3]-t[1]],i=e=>j(k([e[0]-t[0],e[1]-t[1],e[2]-t[0],e[3]-t[1]],n,r));return a`<button
      part="snippet"
      aria-label=${this.t.showEvidence}
      title=${this.t.showEvidence}
      ${j({"aspect-ratio":`${n} / ${r}`,"max-width":`${Math.round(n*z)}px`})}
      @click=${()=>this.tell(`evidence`,this.citation)}
    >
      <canvas ${d(this.canvas)} aria-hidden="true"></canvas>
      ${e.row?a`<i class="band" ${i(e.row)}></i>`:u}
      ${e.column?a`<i class="band" ${i(e.column)}></i>`:u}
      <i class="cell" ${i(e.cell)}></i>
    </button>`}};function H(e,t){let n=D(e),r=O([...e.row_heads,e.row??e.cell]),i=n[3]-n[1]<=B?n:r,a=A(i,R,t.width,t.height),o=Math.min(t.width,e.row_heads.length?180:360),s=Math.max(0,o-(a[2]-a[0])),c=Math.max(0,Math.min(a[0]-s/2,t.width-o));return[c,a[1],Math.max(a[2],c+o),a[3]]}m(`wb-snippet`,V);var U=6,W=2,G=null;async function K(){try{G??=(await b(async()=>{let{rendered:e}=await import(`./markdown-CLkbk4zp.js`);return{rendered:e}},[],import.meta.url)).rendered}catch{}}m(`wb-answer`,class extends x{static properties={turn:{attribute:!1},last:{type:Boolean},frozen:{type:Boolean},opinion:{state:!0},notice:{state:!0},all:{state:!0},ready:{state:!0}};static styles=[S,L];constructor(){super(),this.last=this.frozen=this.all=!1,this.opinion=this.notice=``,this.ready=!!G}firstUpdated(){G||K().then(()=>this.ready=!!G)}updated(){this.turn.answer?.chart&&b(()=>import(`./chart-BmwJae66.js`),[],import.meta.url)}render(){let{answer:e}=this.turn;if(!e)return this.turn.partial?a`<article class="plain"><div class="text">${this.turn.partial}</div></article>`:u;let{first:t,others:n}=E(e),r=(t?.formula?t.inputs:[t?.citation??0]).map(e=>this.citation(e)).filter(e=>e?.kind===`table`&&e.bbox);return a`<article part="answer" class=${e.route}>
        ${e.route===`refuse`?a`<p class="tag">${y(`none`)}${this.t.notFound}</p>`:u}
        ${t?this.lead(t):u}
        ${r.slice(0,W).map(e=>a`${r.length>1&&e?a`<p class="of">${e.title}${this.mark(e.number)}</p>`:u}<wb-snippet .client=${this.client} .language=${this.language} .citation=${e}></wb-snippet>`)}
        ${e.warnings.map(e=>a`<div class="warning" role="note">
              ${y(`warn`)}
              <p><strong class="hide">${this.t.warning}</strong>${this.plain(e.message)}${e.citations.map(e=>this.mark(e))}</p>
            </div>`)}
        ${e.chart?a`<wb-chart .language=${this.language} .client=${this.client} .chart=${e.chart}></wb-chart>`:this.others(n)}
        <div class="text">${this.words(T(e))}</div>
        ${e.route===`clarify`&&e.suggestions.length?this.choices(e):u}
        ${e.citations.length?this.sources(e.citations):u} ${this.frozen?u:this.actions(e)}
      </article>
      ${this.last&&e.route!==`clarify`&&e.suggestions.length?this.next(e.suggestions):u}`}lead(e){return a`<div class="lead">
      <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
      <p class="amount" data-figure>
        <span>${f(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):u}
      </p>
      <p class="label">${e.label}</p>
      ${e.formula?a`<p class="formula" data-formula>
            <b>${this.t.formula}</b><span>${e.formula}</span>${e.inputs.length?a`<span><b>${this.t.from}</b> ${e.inputs.map(e=>this.mark(e))}</span>`:u}
          </p>`:u}
    </div>`}others(e){if(!e.length)return u;let t=this.all?e:e.slice(0,U);return a`<ul class="others">
        ${t.map(e=>a`<li>
              <p class="amount"><span>${f(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):u}</p>
              <p class="label">${e.label}</p>
              <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
            </li>`)}
      </ul>
      ${e.length>t.length?a`<button class="quiet" @click=${()=>this.all=!0}>${this.t.more(e.length-t.length)}</button>`:u}`}words(e){return!this.ready||!G?e:G(e,e=>this.button(e))}plain(e){return e.replace(/\[\d+\]/g,``)}citation(e){return this.turn.answer?.citations.find(t=>t.number===e)}mark(e){let t=this.citation(e);return t?a`<button class="cite" aria-label=${this.t.source(e)} @click=${()=>this.tell(`evidence`,t)}>${e}</button>`:u}button(e){let t=this.citation(e);if(!t)return null;let n=document.createElement(`button`);return n.className=`cite`,n.textContent=String(e),n.setAttribute(`aria-label`,this.t.source(e)),n.addEventListener(`click`,()=>this.tell(`evidence`,t)),n}choices(e){return a`<div class="choices" role="group" aria-label=${this.t.choose}>
      ${e.suggestions.map(e=>a`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${g(e,this.turn.question)}${y(`right`)}</button>`)}
    </div>`}sources(e){return a`<div role="group" aria-label=${this.t.sources}>
      <h3>${this.t.sources}</h3>
      <ul class="sources">
        ${e.map(e=>a`<li>
              <button class="source" data-citation=${e.number} @click=${()=>this.tell(`evidence`,e)}>
                <span class="cite" aria-hidden="true">${e.number}</span>
                <span>${e.title}<small>${p(e).join(` · `)}</small></span>
                <span class="at">${this.t.page(e.page)}</span>
              </button>
            </li>`)}
      </ul>
    </div>`}actions(e){let{t}=this,{verdict:n}=this.turn,r=e.citations.find(e=>e.kind===`table`&&e.bbox),i=(e,r)=>a`<button class="quiet opinion" aria-label=${t[e]} aria-pressed=${n===e?`true`:`false`} title=${t[e]} @click=${()=>this.judge(e)}>
        ${y(r)}<span>${t[e]}</span>
      </button>`;return a`<div class="actions">
        <button class="quiet" @click=${()=>this.copy(e)}>${y(`copy`)}${t.copy}</button>
        <button class="quiet" @click=${()=>this.tell(`share`,e)}>${y(`share`)}${t.share}</button>
        ${r?a`<button class="quiet" @click=${()=>this.exportRow(r)}>${y(`sheet`)}${t.exportRow}</button>`:u}
        <span class="gap"></span>
        ${i(`right`,`up`)} ${i(`wrong`,`down`)} ${i(`missing`,`dots`)}
      </div>
      ${this.opinion?this.noteForm():u}
      <p class="notice" role="status" ?hidden=${!this.notice}>${this.notice}</p>`}noteForm(){return a`<form @submit=${this.sendNote}>
      <input name="note" maxlength="2000" aria-label=${this.t.noteFor} placeholder=${this.t.noteFor} />
      <button class="solid">${this.t.sendNote}</button>
    </form>`}async judge(e){e===`right`?await this.opine(e,``):(this.opinion=e,await this.updateComplete,this.renderRoot.querySelector(`input`)?.focus())}sendNote=e=>{e.preventDefault();let t=new FormData(e.target).get(`note`);this.opinion&&this.opine(this.opinion,String(t??``))};async opine(e,t){let{question:n,answer:r}=this.turn;try{await this.client.opine({verdict:e,note:t,question:n,trace_id:r?.trace_id??`unknown`}),this.opinion=``,this.notice=this.t.thanks,this.tell(`verdict`,{turn:this.turn,verdict:e})}catch{this.notice=this.t.failed}}async copy(e){try{await navigator.clipboard.writeText(h(this.turn.question,e,this.t.page)),this.notice=this.t.copied}catch{this.notice=this.t.copyFailed}}async exportRow(e){try{let t=await this.client.marks(e.document_id,e.page,e.bbox??[]),n=t.table===null?``:`&table=${t.table}&row=${t.row_number}`;await this.client.download(`/api/records/export?document=${e.document_id}${n}&format=csv`,`row.csv`)}catch{this.notice=this.t.failed}}next(e){return a`<div class="next" role="group" aria-label=${this.t.suggestions}>
      <h3>${this.t.suggestions}</h3>
      <div class="chips">
        ${e.map(e=>a`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${e}</button>`)}
      </div>
    </div>`}});var q=class extends x{static properties={items:{attribute:!1},current:{attribute:!1}};static styles=[S,o`
      :host {
        display: block;
      }
      h2 {
        padding: 0 10px 6px;
        color: var(--wb-muted);
        font-size: 12.5px;
        font-weight: 500;
      }
      li {
        display: flex;
        align-items: center;
        border-radius: 8px;
      }
      li:hover,
      li[aria-current="true"] {
        background: var(--wb-sunken);
      }
      .title {
        flex: 1;
        min-width: 0;
        padding: 6px 10px;
        overflow: hidden;
        text-align: start;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 14px;
      }
      .icon {
        opacity: 0;
      }
      li:hover .icon,
      .icon:focus-visible {
        opacity: 1;
      }
      @media (hover: none) {
        .icon {
          opacity: 1;
        }
      }
      p {
        padding: 0 10px;
        color: var(--wb-muted);
        font-size: 13px;
        line-height: 1.7;
      }
      .quiet {
        margin-top: 8px;
      }
    `];constructor(){super(),this.items=[],this.current=``}render(){let{t:e}=this;return this.items.length?a`<h2>${e.history}</h2>
      <ul>
        ${this.items.map(t=>a`<li aria-current=${t.id===this.current?`true`:`false`}>
              <button class="title" title=${t.turns[0]?.question??``} @click=${()=>this.tell(`recall`,t)}>${t.turns[0]?.question}</button>
              <button class="icon" aria-label=${`${e.deleteChat}：${t.turns[0]?.question??``}`} title=${e.deleteChat} @click=${()=>this.tell(`forget`,t.id)}>${y(`trash`)}</button>
            </li>`)}
      </ul>
      <button class="quiet" @click=${()=>this.tell(`forget-all`,null)}>${e.clearHistory}</button>`:a`<h2>${e.history}</h2><p>${e.noHistory}</p>`}};m(`wb-past`,q);var J=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Y=r(class extends n{constructor(e){if(super(e),e.type!==l.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(t,[n,r,a]){let o=v(t),{values:l,keys:u}=this.dt(n,r,a);if(!Array.isArray(o))return this.ut=u,l;let d=this.ut??=[],f=[],p,m,h=0,g=o.length-1,y=0,b=l.length-1;for(;h<=g&&y<=b;)if(o[h]===null)h++;else if(o[g]===null)g--;else if(d[h]===u[y])f[y]=s(o[h],l[y]),h++,y++;else if(d[g]===u[b])f[b]=s(o[g],l[b]),g--,b--;else if(d[h]===u[b])f[b]=s(o[h],l[b]),c(t,f[b+1],o[h]),h++,b--;else if(d[g]===u[y])f[y]=s(o[g],l[y]),c(t,o[h],o[g]),g--,y++;else if(p===void 0&&(p=J(u,y,b),m=J(d,h,g)),p.has(d[h])){if(p.has(d[g])){let e=m.get(u[y]),n=e===void 0?null:o[e];if(n===null){let e=c(t,o[h]);s(e,l[y]),f[y]=e}else f[y]=s(n,l[y]),c(t,o[h],n),o[e]=null;y++}else e(o[g]),g--}else e(o[h]),h++;for(;y<=b;){let e=c(t,f[b+1]);s(e,l[y]),f[y++]=e}for(;h<=g;){let t=o[h++];t!==null&&e(t)}return this.ut=u,_(t,f),i}}),X=o`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
    height: 100%;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow-y: auto;
    overscroll-behavior: contain;
    scroll-padding-top: 12px;
    padding: 20px max(20px, calc((100% - 780px) / 2)) 28px;
    scrollbar-width: thin;
  }
  :host([compact]) .scroll {
    padding: 14px 14px 20px;
  }
  .turn + .turn {
    margin-top: 34px;
  }
  .question {
    display: flex;
    justify-content: flex-end;
    margin: 0 0 14px;
    font-size: 15px;
    font-weight: 500;
    line-height: 1.65;
  }
  .question > span:last-child {
    max-width: 85%;
    padding: 8px 16px;
    border-radius: 16px 16px 4px 16px;
    background: var(--wb-soft);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .waiting {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 8px 2px;
    color: var(--wb-muted);
    font-size: 14px;
  }
  .waiting i {
    width: 16px;
    height: 16px;
    border: 2px solid var(--wb-line);
    border-top-color: var(--wb-link);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    padding: 12px 16px;
    border-radius: var(--wb-radius);
    background: var(--wb-bad-soft);
    color: var(--wb-bad);
    font-size: 14px;
  }
  .welcome {
    display: grid;
    justify-items: start;
    gap: 10px;
    padding-top: min(12vh, 110px);
  }
  :host([compact]) .welcome {
    padding-top: 12px;
  }
  .welcome img {
    margin-bottom: 8px;
  }
  .tagline {
    font-size: clamp(22px, 3.4vw, 30px);
    font-weight: 640;
    line-height: 1.4;
    text-wrap: balance;
  }
  :host([compact]) .tagline {
    font-size: 19px;
  }
  .welcome > p {
    color: var(--wb-muted);
    text-wrap: pretty;
  }
  .held {
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .examples {
    display: grid;
    gap: 8px;
    width: 100%;
    margin-top: 22px;
  }
  .examples .say {
    color: var(--wb-muted);
    font-size: 13px;
    font-weight: 500;
  }
  .chip {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 12px 16px;
    border: 1px solid var(--wb-line);
    border-radius: 11px;
    background: var(--wb-surface);
    text-align: start;
    line-height: 1.6;
  }
  .chip svg {
    color: var(--wb-muted);
  }
  .chip:hover {
    border-color: var(--wb-link);
  }
  .composer {
    padding: 0 max(20px, calc((100% - 780px) / 2)) 10px;
  }
  :host([compact]) .composer {
    padding: 0 12px max(10px, env(safe-area-inset-bottom));
  }
  .field {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    padding: 7px 7px 7px 16px;
    border: 1px solid var(--wb-line-strong);
    border-radius: 15px;
    background: var(--wb-surface);
    box-shadow: var(--wb-shadow);
  }
  .field:focus-within {
    border-color: var(--wb-link);
    outline: 1px solid var(--wb-link);
  }
  textarea {
    flex: 1;
    min-width: 0;
    padding: 6px 0;
    border: 0;
    background: none;
    resize: none;
    line-height: 1.6;
  }
  textarea:focus-visible {
    outline: none;
  }
  textarea::placeholder {
    color: var(--wb-muted);
    opacity: 1;
  }
  .send {
    display: grid;
    place-items: center;
    width: 38px;
    height: 38px;
    border-radius: 10px;
    background: var(--wb-primary);
    color: var(--wb-on-primary);
  }
  .privacy {
    margin-top: 6px;
    color: var(--wb-muted);
    font-size: 12px;
    text-align: center;
  }
`,Z=1e3,Q=2500,$=class extends x{static properties={history:{attribute:!1},compact:{type:Boolean,reflect:!0},conversation:{state:!0},reports:{state:!0},asking:{state:!0},stage:{state:!0},said:{state:!0}};static styles=[S,X];box=w();settling=0;growth=new ResizeObserver(()=>this.grown());end=w();constructor(){super(),this.compact=!1,this.conversation=P(),this.reports=this.asking=null,this.stage=this.said=``}disconnectedCallback(){super.disconnectedCallback(),this.growth.disconnect()}firstUpdated(){let e=this.renderRoot.querySelector(`ol`);e&&this.growth.observe(e),this.client.reports().then(({reports:e})=>this.reports=e,()=>void 0)}open(e){this.asking?.abort(),this.asking=null,this.conversation=e?structuredClone(e):P(),this.history.current=e?.id??null,this.said=``,this.updateComplete.then(()=>this.end.value?.scrollIntoView({block:`end`}))}focus(){this.box.value?.focus()}async ask(e){let n=e.trim().slice(0,Z);if(!n||this.asking)return;K();let r=new AbortController,i={question:n,answer:null},{conversation:a}=this;a.turns=[...a.turns,i],this.asking=r,this.stage=this.said=this.t.thinking,this.changed(i),await this.showLast();try{i.answer=await this.client.ask({question:n,conversation:a.thread,earlier:a.turns.filter(e=>e.answer).slice(-4).map(e=>e.question),signal:r.signal,onStatus:()=>this.stage=this.t.checking,onText:e=>{i.partial=e,this.changed(i)}}),a.thread=i.answer.conversation_id,this.said=te(i.answer,this.t.answered)}catch(e){i.failed=r.signal.aborted?`stopped`:e instanceof t?e.code:`failed`,this.said=this.reason(i.failed,e instanceof t?e.message:``)}delete i.partial,a.at=Date.now(),this.history.keep(a),this.conversation===a&&(this.history.current=a.id,this.asking=null,this.stage=``,this.changed(i),this.tell(`asked`,i),await this.showLast())}changed(e){let{turns:t}=this.conversation,n=t.indexOf(e);n<0||(this.conversation=Object.assign(this.conversation,{turns:[...t]}),this.requestUpdate(),this.renderRoot.querySelectorAll(`wb-answer`)[n]?.requestUpdate())}async showLast(){await this.updateComplete,this.settling=performance.now()+Q,this.last()?.scrollIntoView({block:`start`,behavior:`smooth`})}last(){let e=this.renderRoot.querySelectorAll(`li.turn`);return e[e.length-1]}grown=()=>{performance.now()<this.settling&&this.last()?.scrollIntoView({block:`start`})};moved=()=>this.settling=0;reason(e,t=``){let{t:n}=this;return{offline:n.offline,interrupted:n.interrupted,stopped:n.stopped,origin_refused:n.refused,key_required:n.needKey,question_too_long:n.tooLong}[e]??(C(t,this.language)||n.failed)}retry(e){let{conversation:t}=this;t.turns=t.turns.filter(t=>t!==e),this.ask(e.question)}submit=e=>{e?.preventDefault();let t=this.box.value;if(!t||this.asking)return;let{value:n}=t;t.value=``,this.grow(),this.ask(n)};keys=e=>{e.key===`Enter`&&!e.shiftKey&&!e.isComposing&&e.keyCode!==229&&this.submit(e)};grow=()=>{let e=this.box.value;e&&(e.style.height=`auto`,e.style.height=`${Math.min(e.scrollHeight,160)}px`)};willUpdate(e){e.has(`language`)&&this.said&&(this.said=``)}render(){let{turns:e}=this.conversation;return a`<div class="scroll" part="thread" @wheel=${this.moved} @touchmove=${this.moved} @keydown=${this.moved} @pointerdown=${this.moved}>
        ${e.length?u:this.welcome()}
        <div role="log" aria-live="off" aria-label=${this.t.answers} aria-busy=${this.asking?`true`:`false`} ?hidden=${!e.length}>
          ${this.compact?u:a`<h1 class="hide">${this.t.answers}</h1>`}
          <ol>
            ${Y(e,(e,t)=>`${this.conversation.id}:${t}`,(t,n)=>this.turn(t,n===e.length-1))}
          </ol>
        </div>
        <div ${d(this.end)}></div>
      </div>
      <p class="hide" role="status" data-status>${this.said}</p>
      ${this.composer()}`}turn(e,t){let n=t&&this.asking&&!e.partial;return a`<li class="turn">
      <h2 class="question"><span class="hide">${this.t.you}：</span><span>${e.question}</span></h2>
      <wb-answer .client=${this.client} .language=${this.language} .turn=${e} ?last=${t&&!this.asking}></wb-answer>
      ${n?a`<p class="waiting"><i></i>${this.stage}</p>`:u}
      ${e.failed&&!e.answer?a`<div class="failed">
            <p>${this.reason(e.failed)}</p>
            <button class="line" @click=${()=>this.retry(e)}>${this.t.retry}</button>
          </div>`:u}
    </li>`}welcome(){let{t:e,reports:t}=this,n=e=>f(String(t?.reduce((t,n)=>t+n[e],0)??0));return a`<section class="welcome">
      ${this.compact?u:a`<img src=${this.client.url(`/assets/mark.svg`)} alt="" width="52" height="52" />`}
      ${this.compact?a`<h2 class="tagline">${e.tagline}</h2>`:a`<h1 class="tagline">${e.tagline}</h1>`}
      <p>${e.promise}</p>
      ${t?.length?a`<p class="held">${e.held(f(String(t.length)),n(`tables`),n(`records`))}</p>`:u}
      ${t?.length?a`<div class="examples" role="group" aria-label=${e.examples}>
            <p class="say">${e.examples}</p>
            ${ee(t).map(e=>a`<button class="chip" @click=${()=>void this.ask(e)}>${e}${y(`right`)}</button>`)}
          </div>`:u}
    </section>`}composer(){let{t:e}=this;return a`<form class="composer" part="composer" @submit=${this.submit}>
      <div class="field">
        <textarea
          ${d(this.box)}
          rows="1"
          maxlength=${Z}
          aria-label=${e.ask}
          placeholder=${this.compact||matchMedia(`(max-width: 640px)`).matches?e.placeholderShort:e.placeholder}
          @keydown=${this.keys}
          @input=${this.grow}
          @focus=${()=>void K()}
        ></textarea>
        ${this.asking?a`<button type="button" class="send" aria-label=${e.stop} title=${e.stop} @click=${()=>this.asking?.abort()}>${y(`stop`)}</button>`:a`<button class="send" aria-label=${e.send} title=${e.send}>${y(`send`)}</button>`}
      </div>
      <p class="privacy">${e.privacy}</p>
    </form>`}};function ee(e){let t=[],n=e.filter(e=>e.organisation&&e.fiscal_year);for(let e of n.filter(e=>e.records>100)){let n=`${e.organisation}${e.fiscal_year}年`;t.push(`${n}本年支出合计是多少？`,`${n}“三公”经费决算是多少？`)}for(let e of n.filter(e=>e.passages&&e.records<=100))t.push(`${e.organisation}${e.fiscal_year}年的主要绩效是什么？`);let r=[...t.filter((e,t)=>t%2==0),...t.filter((e,t)=>t%2==1)];return[...new Set(r)].slice(0,3)}function te(e,t){let n=E(e).first;return n?`${t}：${n.label} ${n.value} ${n.unit}`:`${t}：${e.answer.replace(/[*>#]|\[\d+\]/g,``).trim().slice(0,120)}`}m(`wb-thread`,$);export{N as n,K as t};