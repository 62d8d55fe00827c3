import{A as e,C as t,D as n,E as r,O as i,S as a,T as o,_ as s,b as c,c as l,g as u,k as d,m as f,o as p,s as m,u as h,v as g,w as _,x as v,y}from"./theme-Ck54BNCa.js";import{c as b,d as x,f as S,i as C,l as w,n as T,o as E,r as D,s as O,t as k,u as A}from"./placed-sGqw3jaD.js";var j=50,M=class{name;storage;held;constructor(e,t=F()){this.name=e,this.storage=t,this.held=this.read()}all(){return[...this.held].sort((e,t)=>t.at-e.at)}find(e){return this.held.find(t=>t.id===e)}keep(e){if(!e.turns.length)return;let t={...e,turns:e.turns.map(({question:e,answer:t,failed:n,verdict:r})=>({question:e,answer:t,...t?{}:{failed:n??`interrupted`},...r?{verdict:r}:{}}))};this.held=[t,...this.held.filter(e=>e.id!==t.id)].slice(0,j),this.write()}drop(e){this.held=this.held.filter(t=>t.id!==e),this.write()}clear(){this.held=[],this.write()}get current(){return this.guarded(()=>this.storage?.getItem(`${this.name}:current`)??null)}set current(e){this.guarded(()=>(e?this.storage?.setItem(`${this.name}:current`,e):this.storage?.removeItem(`${this.name}:current`),null))}read(){try{let e=JSON.parse(this.storage?.getItem(this.name)??`[]`);return Array.isArray(e)?e.filter(P):[]}catch{return[]}}write(){for(let e=this.held;;e=e.slice(0,Math.floor(e.length/2)))try{this.storage?.setItem(this.name,JSON.stringify(e));return}catch{if(!e.length)return}}guarded(e){try{return e()}catch{return null}}};function N(){return{id:crypto.randomUUID?.()??String(Math.random()).slice(2),thread:null,turns:[],at:Date.now()}}function P(e){let t=e;return typeof t?.id==`string`&&Array.isArray(t.turns)&&t.turns.every(e=>typeof e?.question==`string`&&(!e.answer||Array.isArray(e.answer.citations)))}function F(){try{return window.localStorage}catch{return null}}var I=e`
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
    overflow-x: auto;
    white-space: pre-wrap;
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
`,L=3,R=150,z=class extends m{static properties={citation:{attribute:!1},found:{state:!0}};static styles=[h,e`
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
    `];canvas=s();constructor(){super(),this.found=null}willUpdate(e){e.has(`citation`)&&this.look()}async look(){this.found=null;let{document_id:e,page:t,bbox:n}=this.citation;if(n)try{let[r,i]=await Promise.all([this.client.page(e,t),this.client.marks(e,t,n)]);if(!r.picture||!i.record)return;let a=await this.client.picture(e,t,1600);this.found={marks:i,info:r,picture:a,cut:B(i,r)}}catch{}}updated(){let e=this.canvas.value;if(!e||!this.found)return;let{picture:t,info:n,cut:r}=this.found,i=t.width/n.width;e.width=Math.round((r[2]-r[0])*i),e.height=Math.round((r[3]-r[1])*i),e.getContext(`2d`)?.drawImage(t,-r[0]*i,-r[1]*i)}render(){if(!this.found)return n;let{marks:e,cut:t}=this.found,[r,i]=[t[2]-t[0],t[3]-t[1]],a=e=>k(E([e[0]-t[0],e[1]-t[1],e[2]-t[0],e[3]-t[1]],r,i));return d`<button
      part="snippet"
      aria-label=${this.t.showEvidence}
      title=${this.t.showEvidence}
      ${k({"aspect-ratio":`${r} / ${i}`})}
      @click=${()=>this.tell(`evidence`,this.citation)}
    >
      <canvas ${g(this.canvas)} aria-hidden="true"></canvas>
      ${e.row?d`<i class="band" ${a(e.row)}></i>`:n}
      ${e.column?d`<i class="band" ${a(e.column)}></i>`:n}
      <i class="cell" ${a(e.cell)}></i>
    </button>`}};function B(e,t){let n=C(e),r=T([...e.row_heads,e.row??e.cell]),i=n[3]-n[1]<=R?n:r,a=D(i,L,t.width,t.height),o=Math.min(t.width,360),s=Math.max(0,o-(a[2]-a[0])),c=Math.max(0,Math.min(a[0]-s/2,t.width-o));return[c,a[1],Math.max(a[2],c+o),a[3]]}l(`wb-snippet`,z);var V=6,H=2,U=null;async function W(){try{U??=(await p(async()=>{let{rendered:e}=await import(`./markdown-CI08hKgq.js`);return{rendered:e}},[],import.meta.url)).rendered}catch{}}l(`wb-answer`,class extends m{static properties={turn:{attribute:!1},last:{type:Boolean},frozen:{type:Boolean},opinion:{state:!0},notice:{state:!0},all:{state:!0},ready:{state:!0}};static styles=[h,I];constructor(){super(),this.last=this.frozen=this.all=!1,this.opinion=this.notice=``,this.ready=!!U}firstUpdated(){U||W().then(()=>this.ready=!!U)}updated(){this.turn.answer?.chart&&p(()=>import(`./chart-Dm5Vjxr3.js`),[],import.meta.url)}render(){let{answer:e}=this.turn;if(!e)return this.turn.partial?d`<article class="plain"><div class="text">${this.turn.partial}</div></article>`:n;let{first:t,others:r}=A(e),i=(t?.formula?t.inputs:[t?.citation??0]).map(e=>this.citation(e)).filter(e=>e?.kind===`table`&&e.bbox);return d`<article part="answer" class=${e.route}>
        ${e.route===`refuse`?d`<p class="tag">${f(`none`)}${this.t.notFound}</p>`:n}
        ${t?this.lead(t):n}
        ${i.slice(0,H).map(e=>d`<wb-snippet .client=${this.client} .language=${this.language} .citation=${e}></wb-snippet>`)}
        ${e.warnings.map(e=>d`<div class="warning" role="note">
              ${f(`warn`)}
              <p><strong class="hide">${this.t.warning}</strong>${this.plain(e.message)}${e.citations.map(e=>this.mark(e))}</p>
            </div>`)}
        ${e.chart?d`<wb-chart .language=${this.language} .client=${this.client} .chart=${e.chart}></wb-chart>`:this.others(r)}
        <div class="text">${this.words(S(e))}</div>
        ${e.route===`clarify`&&e.suggestions.length?this.choices(e):n}
        ${e.citations.length?this.sources(e.citations):n} ${this.frozen?n:this.actions(e)}
      </article>
      ${this.last&&e.route!==`clarify`&&e.suggestions.length?this.next(e.suggestions):n}`}lead(e){return d`<div class="lead">
      <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
      <p class="amount" data-figure>
        <span>${w(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):n}
      </p>
      <p class="label">${e.label}</p>
      ${e.formula?d`<p class="formula" data-formula>
            <b>${this.t.formula}</b><span>${e.formula}</span>${e.inputs.length?d`<span><b>${this.t.from}</b> ${e.inputs.map(e=>this.mark(e))}</span>`:n}
          </p>`:n}
    </div>`}others(e){if(!e.length)return n;let t=this.all?e:e.slice(0,V);return d`<ul class="others">
        ${t.map(e=>d`<li>
              <p class="amount"><span>${w(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):n}</p>
              <p class="label">${e.label}</p>
              <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
            </li>`)}
      </ul>
      ${e.length>t.length?d`<button class="quiet" @click=${()=>this.all=!0}>${this.t.more(e.length-t.length)}</button>`:n}`}words(e){return!this.ready||!U?e:U(e,e=>this.button(e))}plain(e){return e.replace(/\[\d+\]/g,``)}citation(e){return this.turn.answer?.citations.find(t=>t.number===e)}mark(e){let t=this.citation(e);return t?d`<button class="cite" aria-label=${this.t.source(e)} @click=${()=>this.tell(`evidence`,t)}>${e}</button>`:n}button(e){let t=this.citation(e);if(!t)return null;let n=document.createElement(`button`);return n.className=`cite`,n.textContent=String(e),n.setAttribute(`aria-label`,this.t.source(e)),n.addEventListener(`click`,()=>this.tell(`evidence`,t)),n}choices(e){return d`<div class="choices" role="group" aria-label=${this.t.choose}>
      ${e.suggestions.map(e=>d`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${O(e,this.turn.question)}${f(`right`)}</button>`)}
    </div>`}sources(e){return d`<div role="group" aria-label=${this.t.sources}>
      <h3>${this.t.sources}</h3>
      <ul class="sources">
        ${e.map(e=>d`<li>
              <button class="source" data-citation=${e.number} @click=${()=>this.tell(`evidence`,e)}>
                <span class="cite" aria-hidden="true">${e.number}</span>
                <span>${e.title}<small>${x(e).join(` · `)}</small></span>
                <span class="at">${this.t.page(e.page)}</span>
              </button>
            </li>`)}
      </ul>
    </div>`}actions(e){let{t}=this,{verdict:r}=this.turn,i=e.citations.find(e=>e.kind===`table`&&e.bbox),a=(e,n)=>d`<button class="quiet opinion" aria-label=${t[e]} aria-pressed=${r===e?`true`:`false`} title=${t[e]} @click=${()=>this.judge(e)}>
        ${f(n)}<span>${t[e]}</span>
      </button>`;return d`<div class="actions">
        <button class="quiet" @click=${()=>this.copy(e)}>${f(`copy`)}${t.copy}</button>
        <button class="quiet" @click=${()=>this.tell(`share`,e)}>${f(`share`)}${t.share}</button>
        ${i?d`<button class="quiet" @click=${()=>this.exportRow(i)}>${f(`sheet`)}${t.exportRow}</button>`:n}
        <span class="gap"></span>
        ${a(`right`,`up`)} ${a(`wrong`,`down`)} ${a(`missing`,`dots`)}
      </div>
      ${this.opinion?this.noteForm():n}
      <p class="notice" role="status" ?hidden=${!this.notice}>${this.notice}</p>`}noteForm(){return d`<form @submit=${this.sendNote}>
      <input name="note" maxlength="2000" aria-label=${this.t.noteFor} placeholder=${this.t.noteFor} />
      <button class="solid">${this.t.sendNote}</button>
    </form>`}async judge(e){e===`right`?await this.opine(e,``):(this.opinion=e,await this.updateComplete,this.renderRoot.querySelector(`input`)?.focus())}sendNote=e=>{e.preventDefault();let t=new FormData(e.target).get(`note`);this.opinion&&this.opine(this.opinion,String(t??``))};async opine(e,t){let{question:n,answer:r}=this.turn;try{await this.client.opine({verdict:e,note:t,question:n,trace_id:r?.trace_id??`unknown`}),this.opinion=``,this.notice=this.t.thanks,this.tell(`verdict`,{turn:this.turn,verdict:e})}catch{this.notice=this.t.failed}}async copy(e){try{await navigator.clipboard.writeText(b(this.turn.question,e,this.t.page)),this.notice=this.t.copied}catch{this.notice=this.t.copyFailed}}async exportRow(e){try{let t=await this.client.marks(e.document_id,e.page,e.bbox??[]),n=t.table===null?``:`&table=${t.table}&row=${t.row_number}`;await this.client.download(`/api/records/export?document=${e.document_id}${n}&format=csv`,`row.csv`)}catch{this.notice=this.t.failed}}next(e){return d`<div class="next" role="group" aria-label=${this.t.suggestions}>
      <h3>${this.t.suggestions}</h3>
      <div class="chips">
        ${e.map(e=>d`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${e}</button>`)}
      </div>
    </div>`}});var G=class extends m{static properties={items:{attribute:!1},current:{attribute:!1}};static styles=[h,e`
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
    `];constructor(){super(),this.items=[],this.current=``}render(){let{t:e}=this;return this.items.length?d`<h2>${e.history}</h2>
      <ul>
        ${this.items.map(t=>d`<li aria-current=${t.id===this.current?`true`:`false`}>
              <button class="title" title=${t.turns[0]?.question??``} @click=${()=>this.tell(`recall`,t)}>${t.turns[0]?.question}</button>
              <button class="icon" aria-label=${`${e.deleteChat}：${t.turns[0]?.question??``}`} title=${e.deleteChat} @click=${()=>this.tell(`forget`,t.id)}>${f(`trash`)}</button>
            </li>`)}
      </ul>
      <button class="quiet" @click=${()=>this.tell(`forget-all`,null)}>${e.clearHistory}</button>`:d`<h2>${e.history}</h2><p>${e.noHistory}</p>`}};l(`wb-past`,G);var K=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},q=y(class extends c{constructor(e){if(super(e),e.type!==v.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[n,s,c]){let l=a(e),{values:u,keys:d}=this.dt(n,s,c);if(!Array.isArray(l))return this.ut=d,u;let f=this.ut??=[],p=[],m,h,g=0,v=l.length-1,y=0,b=u.length-1;for(;g<=v&&y<=b;)if(l[g]===null)g++;else if(l[v]===null)v--;else if(f[g]===d[y])p[y]=o(l[g],u[y]),g++,y++;else if(f[v]===d[b])p[b]=o(l[v],u[b]),v--,b--;else if(f[g]===d[b])p[b]=o(l[g],u[b]),r(e,p[b+1],l[g]),g++,b--;else if(f[v]===d[y])p[y]=o(l[v],u[y]),r(e,l[g],l[v]),v--,y++;else if(m===void 0&&(m=K(d,y,b),h=K(f,g,v)),m.has(f[g])){if(m.has(f[v])){let t=h.get(d[y]),n=t===void 0?null:l[t];if(n===null){let t=r(e,l[g]);o(t,u[y]),p[y]=t}else p[y]=o(n,u[y]),r(e,l[g],n),l[t]=null;y++}else t(l[v]),v--}else t(l[g]),g++;for(;y<=b;){let t=r(e,p[b+1]);o(t,u[y]),p[y++]=t}for(;g<=v;){let e=l[g++];e!==null&&t(e)}return this.ut=d,_(e,p),i}}),J=e`
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
`,Y=1e3,X=class extends m{static properties={history:{attribute:!1},compact:{type:Boolean,reflect:!0},conversation:{state:!0},reports:{state:!0},asking:{state:!0},stage:{state:!0},said:{state:!0}};static styles=[h,J];box=s();end=s();constructor(){super(),this.compact=!1,this.conversation=N(),this.reports=this.asking=null,this.stage=this.said=``}firstUpdated(){this.client.reports().then(({reports:e})=>this.reports=e,()=>void 0)}open(e){this.asking?.abort(),this.asking=null,this.conversation=e?structuredClone(e):N(),this.history.current=e?.id??null,this.said=``,this.updateComplete.then(()=>this.end.value?.scrollIntoView({block:`end`}))}focus(){this.box.value?.focus()}async ask(e){let t=e.trim().slice(0,Y);if(!t||this.asking)return;W();let n=new AbortController,r={question:t,answer:null},{conversation:i}=this;i.turns=[...i.turns,r],this.asking=n,this.stage=this.said=this.t.thinking,this.changed(r),await this.showLast();try{r.answer=await this.client.ask({question:t,conversation:i.thread,signal:n.signal,onStatus:()=>this.stage=this.t.checking,onText:e=>{r.partial=e,this.changed(r)}}),i.thread=r.answer.conversation_id,this.said=Q(r.answer,this.t.answered)}catch(e){r.failed=n.signal.aborted?`stopped`:e instanceof u?e.code:`failed`,this.said=this.reason(r.failed,e instanceof u?e.message:``)}delete r.partial,i.at=Date.now(),this.history.keep(i),this.conversation===i&&(this.history.current=i.id,this.asking=null,this.stage=``,this.changed(r),this.tell(`asked`,r),await this.showLast())}changed(e){let{turns:t}=this.conversation,n=t.indexOf(e);n<0||(this.conversation=Object.assign(this.conversation,{turns:[...t]}),this.requestUpdate(),this.renderRoot.querySelectorAll(`wb-answer`)[n]?.requestUpdate())}async showLast(){await this.updateComplete;let e=this.renderRoot.querySelectorAll(`li.turn`);e[e.length-1]?.scrollIntoView({block:`start`,behavior:`smooth`})}reason(e,t=``){let{t:n}=this;return{offline:n.offline,interrupted:n.interrupted,stopped:n.stopped,origin_refused:n.refused,key_required:n.needKey,question_too_long:n.tooLong}[e]??(t||n.failed)}retry(e){let{conversation:t}=this;t.turns=t.turns.filter(t=>t!==e),this.ask(e.question)}submit=e=>{e?.preventDefault();let t=this.box.value;if(!t||this.asking)return;let{value:n}=t;t.value=``,this.grow(),this.ask(n)};keys=e=>{e.key===`Enter`&&!e.shiftKey&&!e.isComposing&&e.keyCode!==229&&this.submit(e)};grow=()=>{let e=this.box.value;e&&(e.style.height=`auto`,e.style.height=`${Math.min(e.scrollHeight,160)}px`)};willUpdate(e){e.has(`language`)&&this.said&&(this.said=``)}render(){let{turns:e}=this.conversation;return d`<div class="scroll" part="thread">
        ${e.length?n:this.welcome()}
        <div role="log" aria-live="off" aria-label=${this.t.answers} aria-busy=${this.asking?`true`:`false`} ?hidden=${!e.length}>
          ${this.compact?n:d`<h1 class="hide">${this.t.answers}</h1>`}
          <ol>
            ${q(e,(e,t)=>`${this.conversation.id}:${t}`,(t,n)=>this.turn(t,n===e.length-1))}
          </ol>
        </div>
        <div ${g(this.end)}></div>
      </div>
      <p class="hide" role="status" data-status>${this.said}</p>
      ${this.composer()}`}turn(e,t){let r=t&&this.asking&&!e.partial;return d`<li class="turn">
      <h2 class="question"><span class="hide">${this.t.you}：</span><span>${e.question}</span></h2>
      <wb-answer .client=${this.client} .language=${this.language} .turn=${e} ?last=${t&&!this.asking}></wb-answer>
      ${r?d`<p class="waiting"><i></i>${this.stage}</p>`:n}
      ${e.failed&&!e.answer?d`<div class="failed">
            <p>${this.reason(e.failed)}</p>
            <button class="line" @click=${()=>this.retry(e)}>${this.t.retry}</button>
          </div>`:n}
    </li>`}welcome(){let{t:e,reports:t}=this,r=e=>w(String(t?.reduce((t,n)=>t+n[e],0)??0));return d`<section class="welcome">
      ${this.compact?n:d`<img src=${this.client.url(`/assets/mark.svg`)} alt="" width="52" height="52" />`}
      ${this.compact?d`<h2 class="tagline">${e.tagline}</h2>`:d`<h1 class="tagline">${e.tagline}</h1>`}
      <p>${e.promise}</p>
      ${t?.length?d`<p class="held">${e.held(w(String(t.length)),r(`tables`),r(`records`))}</p>`:n}
      ${t?.length?d`<div class="examples" role="group" aria-label=${e.examples}>
            <p class="say">${e.examples}</p>
            ${Z(t).map(e=>d`<button class="chip" @click=${()=>void this.ask(e)}>${e}${f(`right`)}</button>`)}
          </div>`:n}
    </section>`}composer(){let{t:e}=this;return d`<form class="composer" part="composer" @submit=${this.submit}>
      <div class="field">
        <textarea
          ${g(this.box)}
          rows="1"
          maxlength=${Y}
          aria-label=${e.ask}
          placeholder=${this.compact||matchMedia(`(max-width: 640px)`).matches?e.placeholderShort:e.placeholder}
          @keydown=${this.keys}
          @input=${this.grow}
          @focus=${()=>void W()}
        ></textarea>
        ${this.asking?d`<button type="button" class="send" aria-label=${e.stop} title=${e.stop} @click=${()=>this.asking?.abort()}>${f(`stop`)}</button>`:d`<button class="send" aria-label=${e.send} title=${e.send}>${f(`send`)}</button>`}
      </div>
      <p class="privacy">${e.privacy}</p>
    </form>`}};function Z(e){let t=[],n=e.filter(e=>e.organisation&&e.fiscal_year);for(let e of n.filter(e=>e.records>100)){let n=`${e.organisation}${e.fiscal_year}年`;t.push(`${n}本年支出合计是多少？`,`${n}“三公”经费决算是多少？`)}for(let e of n.filter(e=>e.passages&&e.records<=100))t.push(`${e.organisation}${e.fiscal_year}年的主要绩效是什么？`);let r=[...t.filter((e,t)=>t%2==0),...t.filter((e,t)=>t%2==1)];return[...new Set(r)].slice(0,3)}function Q(e,t){let n=A(e).first;return n?`${t}：${n.label} ${n.value} ${n.unit}`:`${t}：${e.answer.replace(/[*>#]|\[\d+\]/g,``).trim().slice(0,120)}`}l(`wb-thread`,X);export{M as n,W as t};