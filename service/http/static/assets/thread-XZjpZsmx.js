import{A as e,B as t,C as n,D as r,E as i,F as a,G as o,H as s,I as c,J as l,K as u,L as d,M as f,N as p,P as m,R as h,S as g,T as _,U as v,V as y,W as ee,X as b,Y as x,b as S,c as C,f as te,g as w,j as ne,k as re,l as T,m as E,o as D,p as O,q as k,s as A,u as ie,w as j,z as ae}from"./theme-vUDyj5dw.js";var oe=200,M=class{name;storage;tab;held=new Map;listeners=new Set;constructor(e,t=R(`localStorage`),n=R(`sessionStorage`)){this.name=e,this.storage=t,this.tab=n,this.moveIn(),this.read()}all(){return[...this.held.values()].sort((e,t)=>Number(!!t.pinned)-Number(!!e.pinned)||t.at-e.at)}find(e){return this.held.get(e)}keep(e){if(!e.turns.length)return e;let t={...e,turns:e.turns.map(I)},n=this.stored(e.id),r=n?ce(n,t):t;return this.held.set(r.id,r),this.write(r),this.tell(r.id),r}rename(e,t){this.alter(e,e=>({...e,name:t.trim().slice(0,200)}))}pin(e,t){this.alter(e,e=>({...e,pinned:t}))}drop(...e){let t=e.map(e=>this.held.get(e)).filter(e=>!!e);for(let{id:e}of t)this.held.delete(e),z(()=>this.storage?.removeItem(this.key(e))),this.tell(e);return()=>t.forEach(e=>this.keep(e))}clear(){return this.drop(...this.held.keys())}watch(e){return this.listeners.size||addEventListener(`storage`,this.changed),this.listeners.add(e),()=>{this.listeners.delete(e),this.listeners.size||removeEventListener(`storage`,this.changed)}}get current(){return z(()=>this.tab?.getItem(`${this.name}:current`))??null}set current(e){z(()=>e?this.tab?.setItem(`${this.name}:current`,e):this.tab?.removeItem(`${this.name}:current`))}changed=e=>{let t=this.key(``);if(e.key===null||e.key.startsWith(t)){if(e.key===null)this.read();else{let n=e.key.slice(t.length),r=this.stored(n);r?this.held.set(n,r):this.held.delete(n)}this.tell(e.key?.slice(t.length)??null,!0)}};tell(e,t=!1){for(let n of this.listeners)n(e,t)}key(e){return`${this.name}/${e}`}alter(e,t){let n=this.stored(e)??this.held.get(e);if(!n)return;let r=t(n);this.held.set(e,r),this.write(r),this.tell(e)}stored(e){return z(()=>le(this.storage?.getItem(this.key(e))))??null}read(){let e=this.key(``),t=(z(()=>Array.from({length:this.storage?.length??0},(e,t)=>this.storage?.key(t)??``))??[]).filter(t=>t.startsWith(e)).map(t=>this.stored(t.slice(e.length)));this.held=new Map(t.filter(e=>e!==null).map(e=>[e.id,e]))}moveIn(){let e=z(()=>JSON.parse(this.storage?.getItem(this.name)??`[]`));z(()=>this.storage?.removeItem(this.name)),Array.isArray(e)&&e.filter(L).forEach(e=>this.write({...e,turns:e.turns.map(I)}))}write(e){for(this.prune(oe);;)try{this.storage?.setItem(this.key(e.id),JSON.stringify(e));return}catch{if(!this.prune(this.held.size-1,e.id))return}}prune(e,t=``){let n=this.all().filter(e=>!e.pinned&&e.id!==t).reverse().slice(0,Math.max(0,this.held.size-e));return this.drop(...n.map(e=>e.id)),n.length>0}};function N(){return{id:P(),thread:null,turns:[],at:Date.now()}}function P(){return crypto.randomUUID?.()??String(Math.random()).slice(2)}function F(e){return e.name||e.turns[0]?.question||``}function se(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean);return e.filter(e=>{let t=[e.name,...e.turns.flatMap(e=>[e.question,e.answer?.answer])].join(`
`).toLowerCase();return n.every(e=>t.includes(e))})}function ce(e,t){let n=[...new Set([...e.dropped??[],...t.dropped??[]])],r=(e,t)=>e.id??`${t}:${e.question}`,i=new Map(e.turns.map((e,t)=>[r(e,t),e]));t.turns.forEach((e,t)=>{let n=i.get(r(e,t));i.set(r(e,t),n?.answer&&!e.answer?n:{...n?.verdict?{verdict:n.verdict}:{},...e})});let a=[...i].filter(([e])=>!n.includes(e)).map(([,e])=>e),o=a.every(e=>e.at)?a.sort((e,t)=>(e.at??0)-(t.at??0)):a,{name:s,pinned:c}=e;return{...t,...s===void 0?{}:{name:s},...c===void 0?{}:{pinned:c},turns:o,at:Math.max(e.at,t.at),...n.length?{dropped:n}:{}}}function I(e){let t={...e};return delete t.partial,t.answer?t:{...t,failed:t.failed??`interrupted`}}function le(e){let t=JSON.parse(e??`null`);return L(t)?t:null}function L(e){let t=e;return typeof t?.id==`string`&&Array.isArray(t.turns)&&t.turns.every(e=>typeof e?.question==`string`&&(!e.answer||Array.isArray(e.answer.citations)))}function R(e){return z(()=>window[e])??null}function z(e){try{return e()}catch{return null}}var ue=new Set([`lookup`,`compute`,`narrative`]),B=e=>ue.has(e.route)&&e.citations.length>0,V=class{client;tried=new Map;constructor(e){this.client=e}answer(e){let t=H(e),n=this.tried.get(t);return n||(n=this.client.tried(e).then(e=>B(e)?e:null,()=>(this.tried.delete(t),null)),this.tried.set(t,n)),n}async those(e){let t=await Promise.all(e.map(e=>this.answer(e)));return e.filter((e,n)=>t[n])}};function H(e){return e.replace(/[\s\p{P}]/gu,``).toLowerCase()}function U(e){return new Set(e.map(e=>H(e.question)))}var de=b`
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
  .others.asked {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr));
  }
  .others.asked .amount {
    font-size: clamp(21px, 4.2cqi, 28px);
  }
  .others.asked .unit {
    font-size: 0.5em;
  }
  .actions [role="group"] {
    display: inline-flex;
    flex-wrap: wrap;
  }
  .derived {
    display: grid;
    gap: 2px;
    font-size: 14px;
  }
  .derived b {
    color: var(--wb-muted);
    font-size: 13px;
    font-weight: 500;
  }
  .derived .sum {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
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
`,W=3,fe=2.1,G=150,pe=class extends O{static properties={...O.properties,citation:{attribute:!1},also:{attribute:!1},found:{state:!0}};static styles=[w,b`
      :host {
        display: block;
      }
      button {
        display: block;
        position: relative;
        width: 100%;
        overflow: clip;
        filter: var(--wb-page-filter);
        border: 1px solid var(--wb-line);
        border-radius: 8px;
        background: #fff;
      }
      button:hover {
        border-color: var(--wb-link);
      }
      .piece {
        display: block;
        position: relative;
        overflow: clip;
      }
      .piece + .piece {
        border-top: 2px dashed #b9bec6;
      }
      p {
        margin-bottom: 4px;
        color: var(--wb-muted);
        font-size: 12.5px;
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
    `];constructor(){super(),this.also=[],this.found=null}willUpdate(e){e.has(`citation`)&&this.look()}async look(){this.found=null;let{document_id:e,page:t,bbox:n}=this.citation;if(n)try{let[r,i]=await Promise.all([this.client.page(e,t),this.client.marks(e,t,n)]);if(!r.picture||!i.record)return;let a=await this.client.picture(e,t,1600);this.found={marks:i,info:r,picture:a,cuts:me(i,r,this.also)}}catch{}}updated(){if(!this.found)return;let{picture:e,info:t,cuts:n}=this.found,r=e.width/t.width;this.renderRoot.querySelectorAll(`canvas`).forEach((t,i)=>{let a=n[i];a&&(t.width=Math.round((a[2]-a[0])*r),t.height=Math.round((a[3]-a[1])*r),t.getContext(`2d`)?.drawImage(e,-a[0]*r,-a[1]*r))})}render(){if(!this.found)return k;let{marks:e,cuts:t}=this.found,n=(t[0]?.[2]??0)-(t[0]?.[0]??0),r=e.column_heads.length?[]:e.record?.column_path??[];return x`${r.length?x`<p data-heads>${this.t.headsElsewhere} ${r.join(` › `)}</p>`:k}
      <button
        part="snippet"
        aria-label=${this.t.showEvidence}
        title=${this.t.showEvidence}
        ${A({"max-width":`${Math.round(n*fe)}px`})}
        @click=${()=>this.tell(`evidence`,this.citation)}
      >
        ${t.map(t=>this.piece(t,e))}
      </button>`}piece(e,t){let[n,r]=[e[2]-e[0],e[3]-e[1]],i=t=>A(te([t[0]-e[0],t[1]-e[1],t[2]-e[0],t[3]-e[1]],n,r));return x`<span class="piece" ${A({"aspect-ratio":`${n} / ${r}`})}>
      <canvas aria-hidden="true"></canvas>
      ${t.row?x`<i class="band" ${i(t.row)}></i>`:k}
      ${t.column?x`<i class="band" ${i(t.column)}></i>`:k}
      ${[t.cell,...this.also].map(e=>x`<i class="cell" ${i(e)}></i>`)}
    </span>`}};function me(e,t,n=[]){let r=C([ie(e),...n]),i=C([...e.row_heads,e.row??e.cell,...n]),a=C(e.column_heads.filter(e=>e[3]<=i[1]+W)),o=a&&a[3]-a[1]<=G?a:null,s=r[3]-r[1]<=G,c=s?[r]:o?[o,i]:[i],l=Math.min(t.width,e.row_heads.length?180:360),u=T(s?r:C(c),W,t.width,t.height),d=Math.max(0,l-(u[2]-u[0])),f=Math.max(0,Math.min(u[0]-d/2,t.width-l)),p=Math.max(u[2],f+l);return c.map(e=>{let[,n,,r]=T(e,W,t.width,t.height);return[f,n,p,r]})}E(`wb-snippet`,pe);var he=6,ge=4,K=2e3,_e=2,q=null;async function J(){try{q??=(await D(async()=>{let{rendered:e}=await import(`./markdown-CLkbk4zp.js`);return{rendered:e}},[],import.meta.url)).rendered}catch{}}E(`wb-answer`,class extends O{static properties={turn:{attribute:!1},last:{type:Boolean},frozen:{type:Boolean},opinion:{state:!0},notice:{state:!0},all:{state:!0},ready:{state:!0},trials:{attribute:!1},spent:{attribute:!1},instead:{attribute:!1},good:{state:!0}};static styles=[w,de];tried=null;constructor(){super(),this.last=this.frozen=this.all=!1,this.opinion=this.notice=``,this.ready=!!q,this.trials=null,this.spent=new Set,this.good=this.instead=[]}firstUpdated(){q||J().then(()=>this.ready=!!q)}updated(){let{answer:e}=this.turn;e?.chart&&D(()=>import(`./chart-BMT9x1sp.js`),[],import.meta.url).catch(()=>void 0),this.last&&e?.route===`refuse`&&this.tried!==e&&(this.tried=e,this.trials?.those(e.suggestions).then(e=>this.good=e))}offered(t){let n=this.language===`en`&&!e(this.turn.question),r=t=>t.filter(t=>!this.spent.has(H(t))&&!(n&&e(t)));if(t.route!==`refuse`||!this.trials)return r(t.suggestions);let i=r(this.good.filter(e=>t.suggestions.includes(e)));return i.length?i:r(this.instead)}render(){let{answer:t}=this.turn;if(!t)return this.turn.partial?x`<article class="plain"><div class="text">${this.turn.partial}</div></article>`:k;let{leads:n,first:r,computed:i,others:o}=re(t),s=n.length>1,l=s?n.map(e=>e.citation??0):r?.formula?r.inputs:[r?.citation??0],u=p(l.map(e=>this.citation(e))),d=t.chart&&ne(t),f=t.route===`clarify`?[]:this.offered(t);return x`<article part="answer" class=${t.route}>
        ${t.route===`refuse`?x`<p class="tag">${S(`none`)}${this.t.notFound}</p>`:k}
        ${r&&!s?this.lead(r):k}
        ${t.chart&&!d?x`<p class="of">${this.t.mixed}</p>`:k}
        ${s&&(!d||n.length<=ge)?this.values(n,!0):k}
        ${i&&i!==r?this.derived(i):k}
        ${u.slice(0,_e).map(([e,...t])=>x`${u.length>1?x`<p class="of">${e.title}${[e,...t].map(e=>this.mark(e.number))}</p>`:k}<wb-snippet
                .client=${this.client}
                .language=${this.language}
                .citation=${e}
                .also=${t.map(e=>e.bbox)}
              ></wb-snippet>`)}
        ${a(t).map(e=>x`<div class="warning" role="note">
              ${S(`warn`)}
              <p><strong class="hide">${this.t.warning}</strong>${this.plain(e.message)}${e.citations.map(e=>this.mark(e))}</p>
            </div>`)}
        ${d?x`<wb-chart .language=${this.language} .client=${this.client} .chart=${t.chart}></wb-chart>`:this.values(o,!1)}
        ${this.language===`en`&&t.route===`narrative`&&e(t.answer)?x`<p class="of" data-quoted>${this.t.quoted}</p>`:k}
        <div class="text" lang=${this.language===`en`&&e(t.answer)?`zh-CN`:k}>${this.words(c(t))}</div>
        ${t.route===`clarify`&&t.suggestions.length?this.choices(t):k}
        ${t.citations.length?this.sources(t.citations):k} ${this.frozen?k:this.actions(t)}
      </article>
      ${this.last&&f.length?this.next(f):k}`}lead(e){return x`<div class="lead">
      <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
      <p class="amount" data-figure>
        <span>${r(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):k}
      </p>
      <p class="label">${e.label}</p>
      ${e.formula?this.formula(e):k}
    </div>`}formula(e){return x`<p class="formula" data-formula>
      <b>${this.t.formula}</b><span>${e.formula}</span>${e.inputs.length?x`<span><b>${this.t.from}</b> ${e.inputs.map(e=>this.mark(e))}</span>`:k}
    </p>`}derived(e){return x`<div class="derived">
      <p><b>${this.t.also}</b> ${e.label} <span class="sum">${r(e.value)} ${e.unit}</span></p>
      ${this.formula(e)}
    </div>`}values(e,t){if(!e.length)return k;let n=this.all?e:e.slice(0,he);return x`<ul class="others ${t?`asked`:``}">
        ${n.map(e=>x`<li>
              <p class="amount" ?data-figure=${t}>
                <span>${r(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):k}
              </p>
              <p class="label">${e.label}</p>
              <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
            </li>`)}
      </ul>
      ${e.length>n.length?x`<button class="quiet" @click=${()=>this.all=!0}>${this.t.more(e.length-n.length)}</button>`:k}`}words(e){return!this.ready||!q?e:q(e,e=>this.button(e))}plain(e){return e.replace(/\[\d+\]/g,``)}citation(e){return this.turn.answer?.citations.find(t=>t.number===e)}mark(e){let t=this.citation(e);return t?x`<button class="cite" aria-label=${this.t.source(e)} @click=${()=>this.tell(`evidence`,t)}>${e}</button>`:k}button(e){let t=this.citation(e);if(!t)return null;let n=document.createElement(`button`);return n.className=`cite`,n.textContent=String(e),n.setAttribute(`aria-label`,this.t.source(e)),n.addEventListener(`click`,()=>this.tell(`evidence`,t)),n}choices(e){return x`<div class="choices" role="group" aria-label=${this.t.choose}>
      ${e.suggestions.map(e=>x`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${_(e,this.turn.question)}${S(`right`)}</button>`)}
    </div>`}sources(e){return x`<div role="group" aria-label=${this.t.sources}>
      <h3>${this.t.sources}</h3>
      <ul class="sources">
        ${e.map(e=>x`<li>
              <button class="source" data-citation=${e.number} @click=${()=>this.tell(`evidence`,e)}>
                <span class="cite" aria-hidden="true">${e.number}</span>
                <span>${e.title}<small>${f(e).join(` · `)}</small></span>
                <span class="at">${this.t.page(e.page)}</span>
              </button>
            </li>`)}
      </ul>
    </div>`}actions(e){let{t}=this,{verdict:n}=this.turn,r=e.citations.find(e=>e.kind===`table`&&e.bbox),i=(e,r)=>x`<button class="quiet opinion" aria-label=${t[e]} aria-pressed=${n===e?`true`:`false`} title=${t[e]} @click=${()=>this.judge(e)}>
        ${S(r)}<span>${t[e]}</span>
      </button>`;return x`<div class="actions">
        <button class="quiet" @click=${()=>this.copy(e)}>${S(`copy`)}${t.copy}</button>
        <button class="quiet" @click=${()=>this.tell(`share`,e)}>${S(`share`)}${t.share}</button>
        ${r?x`<span role="group" aria-label=${t.exportRow}>
              <button class="quiet" @click=${()=>this.exportRow(r,`xlsx`)}>${S(`sheet`)}${t.rowXlsx}</button>
              <button class="quiet" @click=${()=>this.exportRow(r,`csv`)}>${t.rowCsv}</button>
            </span>`:k}
        <span class="gap"></span>
        ${i(`right`,`up`)} ${i(`wrong`,`down`)} ${i(`missing`,`dots`)}
      </div>
      ${this.opinion?this.noteForm():k}
      <p class="notice" role="status" ?hidden=${!this.notice}>${this.notice}</p>`}noteForm(){return x`<form @submit=${this.sendNote}>
      <input name="note" aria-label=${this.t.noteFor} placeholder=${this.t.noteFor} />
      <button class="solid">${this.t.sendNote}</button>
    </form>`}async judge(e){e===`right`?await this.opine(e,``):(this.opinion=e,await this.updateComplete,this.renderRoot.querySelector(`input`)?.focus())}sendNote=e=>{e.preventDefault();let t=String(new FormData(e.target).get(`note`)??``);t.length>K?this.notice=this.t.noteTooLong(t.length,K):this.opinion&&this.opine(this.opinion,t)};async opine(e,t){let{question:n,answer:r}=this.turn;try{await this.client.opine({verdict:e,note:t,question:n,trace_id:r?.trace_id??`unknown`}),this.opinion=``,this.notice=this.t.thanks,this.tell(`verdict`,{turn:this.turn,verdict:e})}catch(e){this.notice=j(e,this.t,this.language)}}async copy(e){try{await navigator.clipboard.writeText(i(this.turn.question,e,this.t.page)),this.notice=this.t.copied}catch{this.notice=this.t.copyFailed}}async exportRow(e,t){try{let n=await this.client.marks(e.document_id,e.page,e.bbox??[]),r=n.table===null?``:`&table=${n.table}&row=${n.row_number}`;await this.client.download(`/api/records/export?document=${e.document_id}${r}&format=${t}`,`row.${t}`)}catch(e){this.notice=j(e,this.t,this.language)}}next(e){return x`<div class="next" role="group" aria-label=${this.t.suggestions}>
      <h3>${this.t.suggestions}</h3>
      <div class="chips">
        ${e.map(e=>x`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${e}</button>`)}
      </div>
    </div>`}});var ve=b`
  :host {
    display: block;
  }
  input {
    width: 100%;
    min-height: 34px;
    padding: 0 10px;
    border: 1px solid var(--wb-line);
    border-radius: 8px;
    background: var(--wb-surface);
    font-size: 13.5px;
  }
  .seek {
    margin-bottom: 8px;
  }
  h2,
  h3 {
    padding: 0 10px 4px;
    color: var(--wb-muted);
    font-size: 12.5px;
    font-weight: 500;
  }
  h3 {
    padding-top: 12px;
  }
  li {
    border-radius: 8px;
  }
  .item {
    display: flex;
    align-items: center;
  }
  li:hover,
  li[aria-current="true"] {
    background: var(--wb-sunken);
  }
  .title {
    flex: 1;
    display: grid;
    min-width: 0;
    padding: 5px 10px;
    text-align: start;
    font-size: 14px;
    line-height: 1.5;
  }
  .title > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title small {
    color: var(--wb-muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    padding: 0 2px 4px;
  }
  .more .quiet {
    padding: 0 8px;
    min-height: 30px;
  }
  form {
    display: flex;
    gap: 6px;
    padding: 4px 6px;
  }
  p {
    padding: 0 10px;
    color: var(--wb-muted);
    font-size: 13px;
    line-height: 1.7;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    margin: 8px 0;
    padding: 6px 4px 6px 10px;
    border-radius: 8px;
    background: var(--wb-soft);
    color: var(--wb-ink);
    font-size: 13px;
  }
  .ask .line {
    min-height: 30px;
    padding: 0 8px;
    font-size: 13px;
  }
  .ask .icon {
    min-width: 28px;
    height: 28px;
    margin-inline-start: auto;
  }
  .clear {
    margin-top: 8px;
  }
`,ye=4,Y=864e5,be=class extends O{static properties={...O.properties,history:{attribute:!1},current:{attribute:!1},wanted:{state:!0},unfolded:{state:!0},naming:{state:!0},clearing:{state:!0},undo:{state:!0}};static styles=[w,ve];unwatch=()=>void 0;constructor(){super(),this.current=this.wanted=this.unfolded=this.naming=``,this.clearing=!1,this.undo=null}willUpdate(e){e.has(`history`)&&(this.unwatch(),this.unwatch=this.history.watch(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback(),this.unwatch()}render(){let{t:e}=this,t=this.history.all(),n=se(t,this.wanted);return x`<h2>${e.history}</h2>
      <div role="status">${this.undo?this.undone(this.undo):k}</div>
      ${t.length?k:x`<p>${e.noHistory}</p>`}
      ${t.length>=ye||this.wanted?x`<input
            class="seek"
            type="search"
            aria-label=${e.seek}
            placeholder=${e.seek}
            .value=${this.wanted}
            @input=${e=>this.wanted=e.target.value}
          />`:k}
      ${this.wanted&&!n.length?x`<p>${e.noneFound}</p>`:k}
      ${this.groups(n).map(([e,n])=>x`<h3>${e}</h3>
            <ul>
              ${n.map(e=>this.item(e,t))}
            </ul>`)}
      ${t.length?this.clear(t):k}`}groups(e){let{t}=this,n=new Date().setHours(0,0,0,0),r=e=>e.pinned?t.pinned:e.at>=n?t.today:e.at>=n-Y?t.yesterday:e.at>=n-6*Y?t.thisWeek:t.older,i=new Map;for(let t of e)i.set(r(t),[...i.get(r(t))??[],t]);return[...i]}item(e,t){let{t:n}=this,r=F(e);if(this.naming===e.id)return x`<li>${this.nameForm(e)}</li>`;let i=this.unfolded===e.id;return x`<li aria-current=${e.id===this.current?`true`:`false`}>
      <div class="item">
        <button class="title" title=${r} @click=${()=>this.tell(`recall`,e)}>
          <span>${r}</span><small>${this.below(e,t)}</small>
        </button>
        <button
          class="icon"
          aria-label=${`${n.manageChat}：${r}`}
          title=${n.manageChat}
          aria-expanded=${i?`true`:`false`}
          @click=${()=>this.unfolded=i?``:e.id}
        >
          ${S(`dots`)}
        </button>
      </div>
      ${i?x`<div class="more">
            <button class="quiet" @click=${()=>this.pin(e)}>${S(`pin`)}${e.pinned?n.unpin:n.pin}</button>
            <button class="quiet" @click=${()=>void this.name(e)}>${S(`pen`)}${n.rename}</button>
            <button class="quiet" @click=${()=>this.forget(e.id)}>${S(`trash`)}${n.deleteChat}</button>
          </div>`:k}
    </li>`}below(e,t){let n=e.at>=new Date().setHours(0,0,0,0)?{hour:`2-digit`,minute:`2-digit`}:{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`},r=new Intl.DateTimeFormat(this.language,n).format(e.at),i=t.some(t=>t!==e&&F(t)===F(e)),a=e.turns.at(-1)?.question,{length:o}=e.turns;return[r,i&&o>1&&a?a:this.t.turns(o)].join(` · `)}nameForm(e){let{t}=this;return x`<form
      @submit=${t=>{t.preventDefault(),this.history.rename(e.id,String(new FormData(t.target).get(`name`)??``)),this.naming=``}}
      @keydown=${e=>{e.key===`Escape`&&(e.preventDefault(),e.stopPropagation(),this.naming=``)}}
    >
      <input name="name" aria-label=${t.rename} .value=${F(e)} />
      <button class="icon" aria-label=${t.saveName} title=${t.saveName}>${S(`check`)}</button>
    </form>`}async name(e){this.naming=e.id,this.unfolded=``,await this.updateComplete,this.renderRoot.querySelector(`form input`)?.select()}pin(e){this.history.pin(e.id,!e.pinned),this.unfolded=``,this.requestUpdate()}forget(...e){let t=this.history.drop(...e);this.undo={count:e.length,back:t,current:e.includes(this.current)?this.current:``},this.unfolded=``,this.clearing=!1,this.tell(`forget`,e)}undone({count:e,back:t,current:n}){let{t:r}=this;return x`<div class="ask">
      <span>${r.deleted(e)}</span><button class="line" @click=${()=>{t(),this.undo=null;let e=this.history.find(n);e&&this.tell(`recall`,e)}}>${S(`back`)}${r.undo}</button>
      <button class="icon" aria-label=${r.close} title=${r.close} @click=${()=>this.undo=null}>${S(`close`)}</button>
    </div>`}clear(e){let{t}=this;return this.clearing?x`<div class="ask" role="alertdialog" aria-label=${t.clearAsk(e.length)}>
      <span>${t.clearAsk(e.length)}</span>
      <button class="line" @click=${()=>this.forget(...e.map(e=>e.id))}>${t.clearYes}</button>
      <button class="line" @click=${()=>this.clearing=!1}>${t.clearNo}</button>
    </div>`:x`<button class="quiet clear" @click=${()=>this.clearing=!0}>${t.clearHistory}</button>`}};E(`wb-past`,be);var X=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},xe=ae(class extends t{constructor(e){if(super(e),e.type!==y.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=s(e),{values:a,keys:c}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=c,a;let d=this.ut??=[],f=[],p,m,h=0,g=i.length-1,_=0,y=a.length-1;for(;h<=g&&_<=y;)if(i[h]===null)h++;else if(i[g]===null)g--;else if(d[h]===c[_])f[_]=o(i[h],a[_]),h++,_++;else if(d[g]===c[y])f[y]=o(i[g],a[y]),g--,y--;else if(d[h]===c[y])f[y]=o(i[h],a[y]),u(e,f[y+1],i[h]),h++,y--;else if(d[g]===c[_])f[_]=o(i[g],a[_]),u(e,i[h],i[g]),g--,_++;else if(p===void 0&&(p=X(c,_,y),m=X(d,h,g)),p.has(d[h])){if(p.has(d[g])){let t=m.get(c[_]),n=t===void 0?null:i[t];if(n===null){let t=u(e,i[h]);o(t,a[_]),f[_]=t}else f[_]=o(n,a[_]),u(e,i[h],n),i[t]=null;_++}else v(i[g]),g--}else v(i[h]),h++;for(;_<=y;){let t=u(e,f[y+1]);o(t,a[_]),f[_++]=t}for(;h<=g;){let e=i[h++];e!==null&&v(e)}return this.ut=c,ee(e,f),l}}),Z=[`total`,`item`,`comparison`,`text`],Se=5,Ce=40,Q=`wenbao:examples`,we=864e5,Te={"zh-CN":{total:(e,t,n)=>n?[`${e}${t}年支出预算是多少？`,`${e}${t}年支出总计是多少？`]:[`${e}${t}年本年支出合计是多少？`],item:(e,t,n)=>[`${e}${t}年“三公”经费${n?`预算`:`决算`}是多少？`],bodies:(e,t,n,r)=>[`${e}和${t}${n}年${r?`支出预算`:`本年支出合计`}谁更多？`],years:(e,t,n,r)=>[`${e}${n}年${r?`支出预算`:`本年支出合计`}比${t}年增减多少？`],within:(e,t,n)=>n?[`${e}${t}年收入预算和支出预算分别是多少？`]:[`${e}${t}年“三公”经费决算比预算差多少？`],text:(e,t)=>[`${e}${t}年“三公”经费为什么增减？`,`${e}${t}年的主要绩效是什么？`,`${e}${t}年的主要职能是什么？`]},"zh-TW":{total:(e,t,n)=>n?[`${e}${t}年支出預算是多少？`,`${e}${t}年支出總計是多少？`]:[`${e}${t}年本年支出合計是多少？`],item:(e,t,n)=>[`${e}${t}年「三公」經費${n?`預算`:`決算`}是多少？`],bodies:(e,t,n,r)=>[`${e}和${t}${n}年${r?`支出預算`:`本年支出合計`}誰更多？`],years:(e,t,n,r)=>[`${e}${n}年${r?`支出預算`:`本年支出合計`}比${t}年增減多少？`],within:(e,t,n)=>n?[`${e}${t}年收入預算和支出預算分別是多少？`]:[`${e}${t}年「三公」經費決算比預算差多少？`],text:(e,t)=>[`${e}${t}年「三公」經費為什麼增減？`,`${e}${t}年的主要績效是什麼？`,`${e}${t}年的主要職能是什麼？`]},en:{total:(e,t,n)=>[`What was the ${n?`expenditure budget`:`final expenditure total`} of ${e} in ${t}?`],item:(e,t,n)=>[`What was the ${n?`budget`:`final figure`} for official receptions of ${e} in ${t}?`,`What was the “三公” ${n?`budget`:`expenditure`} of ${e} in ${t}?`],bodies:(e,t,n,r)=>[`Which had the higher ${r?`expenditure budget`:`final expenditure total`} in ${n}, ${e} or ${t}?`],years:(e,t,n,r)=>[`How did the ${r?`expenditure budget`:`final expenditure total`} of ${e} change from ${t} to ${n}?`],within:(e,t,n)=>[n?`What were the income budget and the expenditure budget of ${e} in ${t}?`:`By how much did the final “三公” expenditure of ${e} differ from its budget in ${t}?`],text:(e,t)=>[`Why did overseas travel spending of ${e} rise in ${t}?`,`What are the main duties of ${e} in ${t}?`]}};function Ee(e,t){let n=Te[t],r=e.filter(e=>!!e.organisation&&!!e.fiscal_year),i=[...r].sort((e,t)=>t.records-e.records),a=[...r].sort((e,t)=>e.records-t.records).filter(e=>e.passages),o=i.slice(0,Ce),s=o.flatMap((e,t)=>o.slice(t+1).map(t=>[e,t])),c=e=>/预算|預算/.test(e.report_type??e.title),l=s.filter(([e,t])=>c(e)===c(t)),u=l.filter(([e,t])=>e.organisation!==t.organisation&&e.fiscal_year===t.fiscal_year),d=l.filter(([e,t])=>e.organisation===t.organisation&&e.fiscal_year!==t.fiscal_year),f={total:i.map(e=>n.total(e.organisation,e.fiscal_year,c(e))),item:[...i].reverse().filter(e=>e.records>100).map(e=>n.item(e.organisation,e.fiscal_year,c(e))),comparison:[...u.map(([e,t])=>n.bodies(e.organisation,t.organisation,e.fiscal_year,c(e))),...d.map(([e,t])=>n.years(e.organisation,Math.min(e.fiscal_year,t.fiscal_year),Math.max(e.fiscal_year,t.fiscal_year),c(e))),...i.map(e=>n.within(e.organisation,e.fiscal_year,c(e)))],text:[...a.slice(0,2),...i].map(e=>n.text(e.organisation,e.fiscal_year,c(e)))},p=e=>[...new Set(e.flat())];return{total:p(f.total),item:p(f.item),comparison:p(f.comparison),text:p(f.text)}}var De={total:e=>e.route===`lookup`,item:e=>e.route===`lookup`,comparison:e=>e.figures.length>1,text:e=>e.route===`narrative`};async function $(e,t,n,r=()=>!0,i=Me()){let a=ke(e),o=Ae(i,t,a);if(o)return r(o),o;let s=Ee(e,t),c=new Map,l=()=>Z.map(e=>c.get(e)).filter(e=>e!==void 0);await Promise.all(Z.map(async e=>{let t=await Oe(e,s[e],n,()=>r(l()));t&&c.set(e,t)}));let u=l();return r(u)&&u.length&&je(i,t,a,u),u}async function Oe(e,t,n,r){for(let i of t.slice(0,Se)){if(!r())return null;let t=await n.answer(i);if(t&&De[e](t))return{kind:e,text:i}}return null}function ke(e){let t=2166136261;for(let n of e.map(e=>`${e.document_id}@${e.ingested_at}`).sort().join())t=Math.imul(t^(n.codePointAt(0)??0),16777619)>>>0;return`${e.length}:${t.toString(16)}`}function Ae(e,t,n){try{let r=JSON.parse(e?.getItem(`${Q}:${t}`)??`null`);return r&&r.stamp===n&&Date.now()-r.at<we?r.examples:null}catch{return null}}function je(e,t,n,r){try{e?.setItem(`${Q}:${t}`,JSON.stringify({stamp:n,at:Date.now(),examples:r}))}catch{}}function Me(){try{return window.localStorage}catch{return null}}var Ne=b`
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
  .over {
    margin-top: 6px;
    color: var(--wb-bad);
    font-size: 13.5px;
    text-align: center;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .privacy {
    margin-top: 6px;
    color: var(--wb-muted);
    font-size: 12px;
    text-align: center;
  }
`;function Pe(e,{compact:t,mark:n,reports:i,examples:a,ask:o}){let s=e=>r(String(i?.reduce((t,n)=>t+n[e],0)??0));return x`<section class="welcome">
    ${t?k:x`<img src=${n} alt="" width="52" height="52" />`}
    ${t?x`<h2 class="tagline">${e.tagline}</h2>`:x`<h1 class="tagline">${e.tagline}</h1>`}
    <p>${e.promise}</p>
    ${i?.length?x`<p class="held">${e.held(r(String(i.length)),s(`tables`),s(`records`))}</p>`:k}
    ${a.length?x`<div class="examples" role="group" aria-label=${e.examples}>
          <p class="say">${e.examples}</p>
          ${a.map(({kind:e,text:t})=>x`<button class="chip" data-kind=${e} @click=${()=>o(t)}><span>${t}</span>${S(`right`)}</button>`)}
        </div>`:k}
  </section>`}var Fe=500,Ie=new Set([`question_too_long`,`body_too_large`]),Le=2500;E(`wb-thread`,class extends O{static properties={history:{attribute:!1},compact:{type:Boolean,reflect:!0},conversation:{state:!0},reports:{state:!0},asking:{state:!0},stage:{state:!0},said:{state:!0},examples:{state:!0},typed:{state:!0},refused:{state:!0}};static styles=[w,Ne];trials=null;unwatch=()=>void 0;box=d();settling=0;growth=new ResizeObserver(()=>this.grown());end=d();constructor(){super(),this.compact=!1,this.conversation=N(),this.reports=this.asking=null,this.stage=this.said=this.refused=``,this.examples=[],this.typed=0}disconnectedCallback(){super.disconnectedCallback(),this.growth.disconnect(),this.unwatch()}firstUpdated(){let e=this.renderRoot.querySelector(`ol`);e&&this.growth.observe(e),this.client.reports().then(({reports:e})=>{this.reports=e,this.conversation.turns.length||this.exemplify()},()=>void 0)}async exemplify(){let{language:e,reports:t,trials:n}=this;t?.length&&n&&await $(t,e,n,t=>(e===this.language&&(this.examples=t),e===this.language&&!this.asking))}follow(e){let{conversation:t}=this;if(this.asking||!t.turns.length||e!==null&&e!==t.id)return;let n=this.history.find(t.id);n?t.turns.some(e=>!n.turns.some(t=>t.id===e.id))?this.adopt(this.history.keep(t)):this.adopt(n):this.open(null)}adopt(e){let{conversation:t}=this,n=e.turns.map(e=>{let n=t.turns.find(t=>t.id===e.id);return n?Object.assign(n,e):e});this.conversation=Object.assign(t,e,{turns:n}),this.requestUpdate(),this.renderRoot.querySelectorAll(`wb-answer`).forEach(e=>e.requestUpdate())}open(e){this.asking?.abort(),this.asking=null,this.conversation=e?structuredClone(e):N();for(let e of this.conversation.turns)e.id??=P();this.history.current=e?.id??null,this.said=this.refused=``,!this.conversation.turns.length&&!this.examples.length&&this.exemplify(),this.updateComplete.then(()=>this.end.value?.scrollIntoView({block:`end`}))}focus(){this.box.value?.focus()}async ask(e){let t=e.trim();if(!t||this.asking)return;J();let n=new AbortController,r={id:P(),at:Date.now(),question:t,answer:null},{conversation:i}=this;i.turns=[...i.turns,r],this.asking=n,this.refused=``,this.stage=this.said=this.t.thinking,this.changed(r),await this.showLast();try{r.answer=await this.client.ask({question:t,conversation:i.thread,earlier:i.turns.filter(e=>e.answer).slice(-4).map(e=>e.question),signal:n.signal,onStatus:()=>this.stage=this.t.checking,onText:e=>{r.partial=e,this.changed(r)}}),i.thread=r.answer.conversation_id,this.said=m(r.answer,this.t.answered)}catch(e){r.failed=n.signal.aborted?`stopped`:e instanceof g?e.code:`failed`,e instanceof g&&e.message&&(r.told=e.message),this.said=n.signal.aborted?this.t.stopped:j(e,this.t,this.language)}delete r.partial,await this.settle(i,r)}async settle(e,t){let n=Ie.has(t.failed??``);n&&(e.turns=e.turns.filter(e=>e!==t)),e.at=Date.now();let r=this.history.keep(e);this.conversation===e&&(this.history.current=e.turns.length?e.id:null,this.asking=null,this.stage=``,this.adopt(r),n?this.giveBack(t):(this.changed(t),this.tell(`asked`,t),t.answer?.route===`refuse`&&!this.examples.length&&this.exemplify(),await this.showLast()))}giveBack(e){this.refused=n({code:e.failed??``,message:e.told??``},this.t,this.language);let t=this.box.value;t&&(t.value=e.question,this.grow(),t.focus())}changed(e){let{turns:t}=this.conversation,n=t.indexOf(e);n<0||(this.conversation=Object.assign(this.conversation,{turns:[...t]}),this.requestUpdate(),this.renderRoot.querySelectorAll(`wb-answer`)[n]?.requestUpdate())}async showLast(){await this.updateComplete,this.settling=performance.now()+Le,this.last()?.scrollIntoView({block:`start`,behavior:`smooth`})}last(){let e=this.renderRoot.querySelectorAll(`li.turn`);return e[e.length-1]}grown=()=>{performance.now()<this.settling&&this.last()?.scrollIntoView({block:`start`})};moved=()=>this.settling=0;retry(e){let{conversation:t}=this;t.turns=t.turns.filter(t=>t!==e),e.id&&(t.dropped=[...t.dropped??[],e.id]),this.ask(e.question)}submit=e=>{e?.preventDefault();let t=this.box.value;if(!t||this.asking)return;let{value:n}=t;t.value=``,this.grow(),this.ask(n)};keys=e=>{e.key===`Enter`&&!e.shiftKey&&!e.isComposing&&e.keyCode!==229&&this.submit(e)};grow=()=>{let e=this.box.value;e&&(this.typed=e.value.trim().length,this.refused&&!this.typed&&(this.refused=``),e.style.height=`auto`,e.style.height=`${Math.min(e.scrollHeight,160)}px`)};willUpdate(e){e.has(`client`)&&(this.trials=new V(this.client)),e.has(`history`)&&(this.unwatch(),this.unwatch=this.history.watch((e,t)=>t&&this.follow(e))),e.has(`language`)&&this.hasUpdated&&(this.said=this.refused=``,this.examples=[],this.conversation.turns.length||this.exemplify())}render(){let{turns:e}=this.conversation;return x`<div class="scroll" part="thread" @wheel=${this.moved} @touchmove=${this.moved} @keydown=${this.moved} @pointerdown=${this.moved}>
        ${e.length?k:Pe(this.t,{compact:this.compact,mark:this.client.url(`/assets/mark.svg`),reports:this.reports,examples:this.examples,ask:e=>void this.ask(e)})}
        <div role="log" aria-live="off" aria-label=${this.t.answers} aria-busy=${this.asking?`true`:`false`} ?hidden=${!e.length}>
          ${this.compact?k:x`<h1 class="hide">${this.t.answers}</h1>`}
          <ol>
            ${xe(e,(e,t)=>`${this.conversation.id}:${t}`,(t,n)=>this.turn(t,n===e.length-1))}
          </ol>
        </div>
        <div ${h(this.end)}></div>
      </div>
      <p class="hide" role="status" data-status>${this.said}</p>
      ${this.composer()}`}turn(e,t){let r=t&&this.asking&&!e.partial;return x`<li class="turn">
      <h2 class="question"><span class="hide">${this.t.you}：</span><span>${e.question}</span></h2>
      <wb-answer .client=${this.client} .language=${this.language} .turn=${e} .trials=${this.trials} .spent=${U(this.conversation.turns)} .instead=${this.examples.map(e=>e.text)} ?last=${t&&!this.asking}></wb-answer>
      ${r?x`<p class="waiting"><i></i>${this.stage}</p>`:k}
      ${e.failed&&!e.answer?x`<div class="failed">
            <p>${n({code:e.failed,message:e.told??``},this.t,this.language)}</p>
            ${e.failed===`key_required`?x`<a class="line" href=${this.client.url(`/reports`)}>${S(`key`)}${this.t.giveKey}</a>`:k}
            <button class="line" @click=${()=>this.retry(e)}>${this.t.retry}</button>
          </div>`:k}
    </li>`}composer(){let{t:e}=this;return x`<form class="composer" part="composer" @submit=${this.submit}>
      <div class="field">
        <textarea
          ${h(this.box)}
          rows="1"
          aria-label=${e.ask}
          aria-invalid=${this.refused?`true`:`false`}
          aria-describedby=${this.refused?`refused`:k}
          placeholder=${this.compact||matchMedia(`(max-width: 640px)`).matches?e.placeholderShort:e.placeholder}
          @keydown=${this.keys}
          @input=${this.grow}
          @focus=${()=>void J()}
        ></textarea>
        ${this.asking?x`<button type="button" class="send" aria-label=${e.stop} title=${e.stop} @click=${()=>this.asking?.abort()}>${S(`stop`)}</button>`:x`<button class="send" aria-label=${e.send} title=${e.send}>${S(`send`)}</button>`}
      </div>
      ${this.refused?x`<p class="over" id="refused" role="alert">${this.refused}</p>`:k}
      <p class="privacy">${this.typed>=Fe?x`<span class="count">${e.characters(this.typed)}</span>`:e.privacy}</p>
    </form>`}});export{M as n,J as t};