import{S as e,_ as t,b as n,c as r,d as i,f as a,g as o,h as s,i as c,l,m as u,n as d,p as f,t as p,u as m,v as h,x as g,y as _}from"./part-DL1xVX0_.js";async function*v(e){let t=e.getReader(),n=new TextDecoder,r=``;try{for(;;){let{done:e,value:i}=await t.read();r+=e?n.decode():n.decode(i,{stream:!0});let a=r.split(/\r?\n\r?\n/);r=e?``:a.pop()??``;for(let e of a){let t=y(e);t&&(yield t)}if(e)return}}finally{await t.cancel().catch(()=>void 0)}}function y(e){let t=`message`,n=[];for(let r of e.split(/\r?\n/)){let e=r.indexOf(`:`);if(e<1)continue;let i=r.slice(0,e),a=r.slice(e+1).replace(/^ /,``);i===`event`?t=a:i===`data`&&n.push(a)}return n.length?{event:t,data:n.join(`
`)}:null}var b=class extends Error{code;status;constructor(e,t,n=0){super(t),this.code=e,this.status=n}},x=class{access;token=``;until=0;pictures=new Map;constructor(e){this.access=e}url(e){return this.access.base+e}async ask(e){let t=JSON.stringify({question:e.question,conversation_id:e.conversation}),n=await this.send(`/api/ask/stream`,{method:`POST`,body:t,signal:e.signal??null});if(!n.body)throw new b(`interrupted`,``);let r=``;try{for await(let{event:t,data:i}of v(n.body)){let n=JSON.parse(i);if(t===`delta`)e.onText(r+=n.text);else if(t===`status`)e.onStatus?.(n.stage);else if(t===`answer`)return n;else if(t===`error`)throw new b(n.error.code,n.error.message)}}catch(t){if(t instanceof b||e.signal?.aborted)throw t}throw new b(`interrupted`,``)}session=()=>this.json(`/api/session`);reports=()=>this.json(`/api/reports`);report=e=>this.json(`/api/reports/${w(e)}`);tables=e=>this.json(`/api/documents/${w(e)}/tables`);table=(e,t)=>this.json(`/api/documents/${w(e)}/tables/${t}`);page=(e,t)=>this.json(`/api/documents/${w(e)}/pages/${t}`);marks=(e,t,n)=>this.json(`/api/documents/${w(e)}/pages/${t}/marks?box=${n.join(`,`)}`);jobs=()=>this.json(`/api/jobs`);cancel=e=>this.json(`/api/jobs/${w(e)}`,{method:`DELETE`});withdraw=e=>this.send(`/api/reports/${w(e)}`,{method:`DELETE`});feedback=e=>this.json(`/api/feedback${e}`);settle=(e,t)=>this.json(`/api/feedback/${e}`,{method:`PATCH`,body:JSON.stringify({state:t})});opine=e=>this.json(`/api/feedback`,{method:`POST`,body:JSON.stringify(e)});share=e=>this.json(`/api/shares`,{method:`POST`,body:JSON.stringify({trace_id:e})});shared=e=>this.json(`/api/shares/${w(e)}`);picture(e,t,n){let r=`/api/documents/${w(e)}/pages/${t}/picture?width=${n}`,i=this.pictures.get(r);return i||(i=this.send(r).then(async e=>createImageBitmap(await e.blob())),this.pictures.set(r,i),i.catch(()=>this.pictures.delete(r)),this.pictures.size>24&&this.pictures.delete(this.pictures.keys().next().value)),i}async download(e,t){let n=await this.send(e),r=/filename\*=utf-8''([^;]+)/i.exec(n.headers.get(`content-disposition`)??``);S(await n.blob(),r?.[1]?decodeURIComponent(r[1]):t)}upload(e,t,n){let r=new XMLHttpRequest;return{done:new Promise((i,a)=>{r.open(`POST`,this.url(`/api/uploads?name=${w(e.name)}${t?`&again=true`:``}`));let o=this.access.key?.();o&&r.setRequestHeader(`Authorization`,`Bearer ${o}`),r.responseType=`json`,r.upload.onprogress=e=>n(e.total?e.loaded/e.total:0),r.onload=()=>{r.status<300?i(r.response):a(C(r.response,r.status))},r.onerror=()=>a(new b(`offline`,``)),r.onabort=()=>a(new b(`cancelled`,``)),r.send(e)}),stop:()=>r.abort()}}async json(e,t){return(await this.send(e,t)).json()}async send(e,t={},n=!1){let r=new Headers(t.headers);t.body&&r.set(`Content-Type`,`application/json`);let i=this.access.key?.()||await this.visitor(n);i&&r.set(`Authorization`,`Bearer ${i}`);let a;try{a=await fetch(this.url(e),{...t,headers:r,credentials:`omit`,referrerPolicy:`no-referrer`})}catch(e){throw t.signal?.aborted?e:new b(`offline`,``)}if(a.ok)return a;if(a.status===401&&this.access.site&&!n)return this.send(e,t,!0);throw C(await a.json().catch(()=>null),a.status)}async visitor(e){let{site:t,userToken:n,base:r}=this.access;if(!t)return``;if(!e&&this.token&&Date.now()<this.until)return this.token;let i;try{let e=n?{user_token:await n()}:{};i=await fetch(`${r}/api/widget/token`,{method:`POST`,credentials:`omit`,headers:{"Content-Type":`application/json`},body:JSON.stringify({site:t,...e})})}catch{throw new b(`offline`,``)}let a=await i.json().catch(()=>null);if(!i.ok)throw C(a,i.status);return this.token=a.token,this.until=Date.now()+(a.expires_in-30)*1e3,this.token}};function S(e,t){let n=document.createElement(`a`);n.href=URL.createObjectURL(e),n.download=t,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),1e4)}function C(e,t){let n=e?.error;return new b(n?.code??(t>=500?`offline`:`failed`),n?.message??``,t)}var w=encodeURIComponent,T=50,E=class{name;storage;held;constructor(e,t=k()){this.name=e,this.storage=t,this.held=this.read()}all(){return[...this.held].sort((e,t)=>t.at-e.at)}find(e){return this.held.find(t=>t.id===e)}keep(e){if(!e.turns.length)return;let t={...e,turns:e.turns.map(({question:e,answer:t,failed:n,verdict:r})=>({question:e,answer:t,...t?{}:{failed:n??`interrupted`},...r?{verdict:r}:{}}))};this.held=[t,...this.held.filter(e=>e.id!==t.id)].slice(0,T),this.write()}drop(e){this.held=this.held.filter(t=>t.id!==e),this.write()}clear(){this.held=[],this.write()}get current(){return this.guarded(()=>this.storage?.getItem(`${this.name}:current`)??null)}set current(e){this.guarded(()=>(e?this.storage?.setItem(`${this.name}:current`,e):this.storage?.removeItem(`${this.name}:current`),null))}read(){try{let e=JSON.parse(this.storage?.getItem(this.name)??`[]`);return Array.isArray(e)?e.filter(O):[]}catch{return[]}}write(){for(let e=this.held;;e=e.slice(0,Math.floor(e.length/2)))try{this.storage?.setItem(this.name,JSON.stringify(e));return}catch{if(!e.length)return}}guarded(e){try{return e()}catch{return null}}};function D(){return{id:crypto.randomUUID?.()??String(Math.random()).slice(2),thread:null,turns:[],at:Date.now()}}function O(e){let t=e;return typeof t?.id==`string`&&Array.isArray(t.turns)&&t.turns.every(e=>typeof e?.question==`string`&&(!e.answer||Array.isArray(e.answer.citations)))}function k(){try{return window.localStorage}catch{return null}}var A=class extends p{static properties={items:{attribute:!1},current:{attribute:!1}};static styles=[c,e`
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
    `];constructor(){super(),this.items=[],this.current=``}render(){let{t:e}=this;return this.items.length?g`<h2>${e.history}</h2>
      <ul>
        ${this.items.map(t=>g`<li aria-current=${t.id===this.current?`true`:`false`}>
              <button class="title" title=${t.turns[0]?.question??``} @click=${()=>this.tell(`recall`,t)}>${t.turns[0]?.question}</button>
              <button class="icon" aria-label=${`${e.deleteChat}：${t.turns[0]?.question??``}`} title=${e.deleteChat} @click=${()=>this.tell(`forget`,t.id)}>${r(`trash`)}</button>
            </li>`)}
      </ul>
      <button class="quiet" @click=${()=>this.tell(`forget-all`,null)}>${e.clearHistory}</button>`:g`<h2>${e.history}</h2><p>${e.noHistory}</p>`}};d(`wb-past`,A);var j=()=>window.matchMedia(`(prefers-color-scheme: dark)`),ee=e=>e===`auto`?j().matches?`dark`:`light`:e;function te(e){let t=j();return t.addEventListener(`change`,e),()=>t.removeEventListener(`change`,e)}var ne=e=>e===`light`||e===`dark`?e:`auto`;function re(e){try{return localStorage.getItem(`wenbao:${e}`)}catch{return null}}function ie(e,t){try{localStorage.setItem(`wenbao:${e}`,t)}catch{}}var M=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},N=i(class extends a{constructor(e){if(super(e),e.type!==f.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[r,i,a]){let c=u(e),{values:l,keys:d}=this.dt(r,i,a);if(!Array.isArray(c))return this.ut=d,l;let f=this.ut??=[],p=[],m,g,_=0,v=c.length-1,y=0,b=l.length-1;for(;_<=v&&y<=b;)if(c[_]===null)_++;else if(c[v]===null)v--;else if(f[_]===d[y])p[y]=t(c[_],l[y]),_++,y++;else if(f[v]===d[b])p[b]=t(c[v],l[b]),v--,b--;else if(f[_]===d[b])p[b]=t(c[_],l[b]),h(e,p[b+1],c[_]),_++,b--;else if(f[v]===d[y])p[y]=t(c[v],l[y]),h(e,c[_],c[v]),v--,y++;else if(m===void 0&&(m=M(d,y,b),g=M(f,_,v)),m.has(f[_])){if(m.has(f[v])){let n=g.get(d[y]),r=n===void 0?null:c[n];if(r===null){let n=h(e,c[_]);t(n,l[y]),p[y]=n}else p[y]=t(r,l[y]),h(e,c[_],r),c[n]=null;y++}else s(c[v]),v--}else s(c[_]),_++;for(;y<=b;){let n=h(e,p[b+1]);t(n,l[y]),p[y++]=n}for(;_<=v;){let e=c[_++];e!==null&&s(e)}return this.ut=d,o(e,p),n}});function P(e){let t=/^([-+−]?)(\d+)(\.\d+)?$/.exec(e);if(!t)return e;let[,n=``,r=``,i=``]=t;return`${n===`-`?`−`:n}${r.replace(/\B(?=(\d{3})+(?!\d))/g,`,`)}${i}`}function F(e){if(!e.warnings.length)return e.answer;let t=e.warnings.map(e=>I(e.message));return e.answer.split(/\n{2,}/).map(e=>e.trimStart().startsWith(`>`)?e.split(`
`).filter(e=>!t.some(t=>I(e).includes(t))).join(`
`):e).filter(e=>e.trim()).join(`

`)}function I(e){return e.replace(/\[\d+\]/g,``).replace(/[\s>。.，,：:；;]/g,``)}function L(e){if(e.table){let{form:t,title:n,row_path:r,column_path:i}=e.table;return[t,n,r.join(` › `),i.join(` › `)].filter(e=>!!e)}return e.section?.slice(-2)??[]}function R(e,t){return`[${e.number}] ${e.source} ${t(e.page)} ${L(e).join(` · `)}`.trim()}function z(e,t,n){let r=t.answer.replace(/\*\*/g,``).replace(/^> /gm,``),i=t.citations.map(e=>R(e,n));return[e,``,r,...i.length?[``,...i]:[]].join(`
`)}function B(e){let t=e.figures.find(e=>e.formula)??e.figures[0]??null;return{first:t,others:e.figures.filter(e=>e!==t)}}function V(e,t){let n=e=>e.replace(/[\s？?。]/g,``),r=e.search(/[：:]/);return r>0&&n(e.slice(r+1))===n(t)?e.slice(0,r):e}var H=e`
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
`;function U(e){return e.length?[Math.min(...e.map(e=>e[0])),Math.min(...e.map(e=>e[1])),Math.max(...e.map(e=>e[2])),Math.max(...e.map(e=>e[3]))]:null}function W(e){return U([e.cell,e.row,e.column,...e.column_heads].filter(e=>!!e))}function G(e,t,n,r){return[Math.max(0,e[0]-t),Math.max(0,e[1]-t),Math.min(n,e[2]+t),Math.min(r,e[3]+t)]}function K(e,t,n){let r=(e,t)=>`${(e/t*100).toFixed(4)}%`;return{left:r(e[0],t),top:r(e[1],n),width:r(e[2]-e[0],t),height:r(e[3]-e[1],n)}}var q=1.25;function ae(e,t,n){let r=t/e;if(r>=q||!n)return r;let i=t/(n[2]-n[0]+48);return Math.max(r,Math.min(q,i))}var J=i(class extends a{constructor(e){if(super(e),e.type!==f.ELEMENT)throw Error(`placed() stands on an element`)}render(e){return _}update(e,[t]){let{style:n}=e.element;for(let[e,r]of Object.entries(t))n.setProperty(e,r);return _}}),oe=3,se=150,ce=class extends p{static properties={citation:{attribute:!1},found:{state:!0}};static styles=[c,e`
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
    `];canvas=l();constructor(){super(),this.found=null}willUpdate(e){e.has(`citation`)&&this.look()}async look(){this.found=null;let{document_id:e,page:t,bbox:n}=this.citation;if(n)try{let[r,i]=await Promise.all([this.client.page(e,t),this.client.marks(e,t,n)]);if(!r.picture||!i.record)return;let a=await this.client.picture(e,t,1600);this.found={marks:i,info:r,picture:a,cut:le(i,r)}}catch{}}updated(){let e=this.canvas.value;if(!e||!this.found)return;let{picture:t,info:n,cut:r}=this.found,i=t.width/n.width;e.width=Math.round((r[2]-r[0])*i),e.height=Math.round((r[3]-r[1])*i),e.getContext(`2d`)?.drawImage(t,-r[0]*i,-r[1]*i)}render(){if(!this.found)return _;let{marks:e,cut:t}=this.found,[n,r]=[t[2]-t[0],t[3]-t[1]],i=e=>J(K([e[0]-t[0],e[1]-t[1],e[2]-t[0],e[3]-t[1]],n,r));return g`<button
      part="snippet"
      aria-label=${this.t.showEvidence}
      title=${this.t.showEvidence}
      ${J({"aspect-ratio":`${n} / ${r}`})}
      @click=${()=>this.tell(`evidence`,this.citation)}
    >
      <canvas ${m(this.canvas)} aria-hidden="true"></canvas>
      ${e.row?g`<i class="band" ${i(e.row)}></i>`:_}
      ${e.column?g`<i class="band" ${i(e.column)}></i>`:_}
      <i class="cell" ${i(e.cell)}></i>
    </button>`}};function le(e,t){let n=W(e),r=G(n[3]-n[1]<=se?n:e.row??e.cell,oe,t.width,t.height),i=Math.min(t.width,360),a=Math.max(0,i-(r[2]-r[0])),o=Math.max(0,Math.min(r[0]-a/2,t.width-i));return[o,r[1],Math.max(r[2],o+i),r[3]]}d(`wb-snippet`,ce);var ue=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),de=function(e,t){return new URL(e,t).href},fe={},pe=function(e){return e.pathname.endsWith(`.css`)},me=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},Y=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=de(t,n);let r=s(t),i=pe(r);return me(fe,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:ue,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},he=6,X=null;async function Z(){X??=(await Y(async()=>{let{rendered:e}=await import(`./markdown-CI08hKgq.js`);return{rendered:e}},[],import.meta.url)).rendered}d(`wb-answer`,class extends p{static properties={turn:{attribute:!1},last:{type:Boolean},frozen:{type:Boolean},opinion:{state:!0},notice:{state:!0},all:{state:!0},ready:{state:!0}};static styles=[c,H];constructor(){super(),this.last=this.frozen=this.all=!1,this.opinion=this.notice=``,this.ready=!!X}firstUpdated(){X||Z().then(()=>this.ready=!0)}updated(e){e.has(`turn`)&&this.turn.answer?.chart&&Y(()=>import(`./chart-CCU0gN7P.js`),[],import.meta.url)}render(){let{answer:e}=this.turn;if(!e)return this.turn.partial?g`<article class="plain"><div class="text">${this.turn.partial}</div></article>`:_;let{first:t,others:n}=B(e),i=t?.citation?this.citation(t.citation):void 0,a=i?.kind===`table`?i:e.citations.find(e=>t&&e.kind===`table`);return g`<article part="answer" class=${e.route}>
        ${e.route===`refuse`?g`<p class="tag">${r(`none`)}${this.t.notFound}</p>`:_}
        ${t?this.lead(t):_}
        ${a?g`<wb-snippet .client=${this.client} .language=${this.language} .citation=${a}></wb-snippet>`:_}
        ${e.warnings.map(e=>g`<div class="warning" role="note">
              ${r(`warn`)}
              <p><strong class="hide">${this.t.warning}</strong>${this.plain(e.message)}${e.citations.map(e=>this.mark(e))}</p>
            </div>`)}
        ${e.chart?g`<wb-chart .language=${this.language} .client=${this.client} .chart=${e.chart}></wb-chart>`:this.others(n)}
        <div class="text">${this.words(F(e))}</div>
        ${e.route===`clarify`&&e.suggestions.length?this.choices(e):_}
        ${e.citations.length?this.sources(e.citations):_} ${this.frozen?_:this.actions(e)}
      </article>
      ${this.last&&e.route!==`clarify`&&e.suggestions.length?this.next(e.suggestions):_}`}lead(e){return g`<div class="lead">
      <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
      <p class="amount" data-figure>
        <span>${P(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):_}
      </p>
      <p class="label">${e.label}</p>
      ${e.formula?g`<p class="formula" data-formula>
            <b>${this.t.formula}</b><span>${e.formula}</span>${e.inputs.length?g`<span><b>${this.t.from}</b> ${e.inputs.map(e=>this.mark(e))}</span>`:_}
          </p>`:_}
    </div>`}others(e){if(!e.length)return _;let t=this.all?e:e.slice(0,he);return g`<ul class="others">
        ${t.map(e=>g`<li>
              <p class="amount"><span>${P(e.value)}</span><span class="unit">${e.unit}</span>${e.citation?this.mark(e.citation):_}</p>
              <p class="label">${e.label}</p>
              <p class="whose">${[e.organisation,e.fiscal_year].filter(Boolean).join(` · `)}</p>
            </li>`)}
      </ul>
      ${e.length>t.length?g`<button class="quiet" @click=${()=>this.all=!0}>${this.t.more(e.length-t.length)}</button>`:_}`}words(e){return!this.ready||!X?e:X(e,e=>this.button(e))}plain(e){return e.replace(/\[\d+\]/g,``)}citation(e){return this.turn.answer?.citations.find(t=>t.number===e)}mark(e){let t=this.citation(e);return t?g`<button class="cite" aria-label=${this.t.source(e)} @click=${()=>this.tell(`evidence`,t)}>${e}</button>`:_}button(e){let t=this.citation(e);if(!t)return null;let n=document.createElement(`button`);return n.className=`cite`,n.textContent=String(e),n.setAttribute(`aria-label`,this.t.source(e)),n.addEventListener(`click`,()=>this.tell(`evidence`,t)),n}choices(e){return g`<div class="choices" role="group" aria-label=${this.t.choose}>
      ${e.suggestions.map(e=>g`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${V(e,this.turn.question)}${r(`right`)}</button>`)}
    </div>`}sources(e){return g`<section aria-label=${this.t.sources}>
      <h3>${this.t.sources}</h3>
      <ul class="sources">
        ${e.map(e=>g`<li>
              <button class="source" data-citation=${e.number} @click=${()=>this.tell(`evidence`,e)}>
                <span class="cite" aria-hidden="true">${e.number}</span>
                <span>${e.title}<small>${L(e).join(` · `)}</small></span>
                <span class="at">${this.t.page(e.page)}</span>
              </button>
            </li>`)}
      </ul>
    </section>`}actions(e){let{t}=this,{verdict:n}=this.turn,i=e.citations.find(e=>e.kind===`table`&&e.bbox),a=(e,i)=>g`<button class="quiet" aria-pressed=${n===e?`true`:`false`} title=${t[e]} @click=${()=>this.judge(e)}>
        ${r(i)}<span>${t[e]}</span>
      </button>`;return g`<div class="actions">
        <button class="quiet" @click=${()=>this.copy(e)}>${r(`copy`)}${t.copy}</button>
        <button class="quiet" @click=${()=>this.tell(`share`,e)}>${r(`share`)}${t.share}</button>
        ${i?g`<button class="quiet" @click=${()=>this.exportRow(i)}>${r(`sheet`)}${t.exportRow}</button>`:_}
        <span class="gap"></span>
        ${a(`right`,`up`)} ${a(`wrong`,`down`)} ${a(`missing`,`dots`)}
      </div>
      ${this.opinion?this.noteForm():_}
      <p class="notice" role="status" ?hidden=${!this.notice}>${this.notice}</p>`}noteForm(){return g`<form @submit=${this.sendNote}>
      <input name="note" maxlength="2000" aria-label=${this.t.noteFor} placeholder=${this.t.noteFor} />
      <button class="solid">${this.t.sendNote}</button>
    </form>`}async judge(e){e===`right`?await this.opine(e,``):(this.opinion=e,await this.updateComplete,this.renderRoot.querySelector(`input`)?.focus())}sendNote=e=>{e.preventDefault();let t=new FormData(e.target).get(`note`);this.opinion&&this.opine(this.opinion,String(t??``))};async opine(e,t){let{question:n,answer:r}=this.turn;try{await this.client.opine({verdict:e,note:t,question:n,trace_id:r?.trace_id??`unknown`}),this.opinion=``,this.notice=this.t.thanks,this.tell(`verdict`,{turn:this.turn,verdict:e})}catch{this.notice=this.t.failed}}async copy(e){try{await navigator.clipboard.writeText(z(this.turn.question,e,this.t.page)),this.notice=this.t.copied}catch{this.notice=this.t.copyFailed}}async exportRow(e){try{let t=await this.client.marks(e.document_id,e.page,e.bbox??[]),n=t.table===null?``:`&table=${t.table}&row=${t.row_number}`;await this.client.download(`/api/records/export?document=${e.document_id}${n}&format=csv`,`row.csv`)}catch{this.notice=this.t.failed}}next(e){return g`<div class="next" role="group" aria-label=${this.t.suggestions}>
      <h3>${this.t.suggestions}</h3>
      <div class="chips">
        ${e.map(e=>g`<button class="chip" @click=${()=>this.tell(`ask`,e)}>${e}</button>`)}
      </div>
    </div>`}});var ge=e`
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
    scrollbar-gutter: stable;
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
  h1 {
    font-size: clamp(22px, 3.4vw, 30px);
    font-weight: 640;
    line-height: 1.4;
    text-wrap: balance;
  }
  :host([compact]) h1 {
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
  .examples h2 {
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
`,Q=1e3,$=class extends p{static properties={history:{attribute:!1},compact:{type:Boolean,reflect:!0},conversation:{state:!0},reports:{state:!0},asking:{state:!0},stage:{state:!0},said:{state:!0}};static styles=[c,ge];box=l();end=l();constructor(){super(),this.compact=!1,this.conversation=D(),this.reports=this.asking=null,this.stage=this.said=``}firstUpdated(){this.client.reports().then(({reports:e})=>this.reports=e,()=>void 0)}open(e){this.asking?.abort(),this.asking=null,this.conversation=e?structuredClone(e):D(),this.history.current=e?.id??null,this.said=``,this.updateComplete.then(()=>this.end.value?.scrollIntoView({block:`end`}))}focus(){this.box.value?.focus()}async ask(e){let t=e.trim().slice(0,Q);if(!t||this.asking)return;Z();let n=new AbortController,r={question:t,answer:null},{conversation:i}=this;i.turns=[...i.turns,r],this.asking=n,this.stage=this.said=this.t.thinking,this.changed(r),await this.showLast();try{r.answer=await this.client.ask({question:t,conversation:i.thread,signal:n.signal,onStatus:()=>this.stage=this.t.checking,onText:e=>{r.partial=e,this.changed(r)}}),i.thread=r.answer.conversation_id,this.said=ve(r.answer,this.t.answered)}catch(e){r.failed=n.signal.aborted?`stopped`:e instanceof b?e.code:`failed`,this.said=this.reason(r.failed,e instanceof b?e.message:``)}delete r.partial,i.at=Date.now(),this.history.keep(i),this.conversation===i&&(this.history.current=i.id,this.asking=null,this.stage=``,this.changed(r),this.tell(`asked`,r),await this.showLast())}changed(e){let{turns:t}=this.conversation,n=t.indexOf(e);n<0||(this.conversation=Object.assign(this.conversation,{turns:[...t]}),this.requestUpdate(),this.renderRoot.querySelectorAll(`wb-answer`)[n]?.requestUpdate())}async showLast(){await this.updateComplete;let e=this.renderRoot.querySelectorAll(`li.turn`);e[e.length-1]?.scrollIntoView({block:`start`,behavior:`smooth`})}reason(e,t=``){let{t:n}=this;return{offline:n.offline,interrupted:n.interrupted,stopped:n.stopped,origin_refused:n.refused,key_required:n.needKey,question_too_long:n.tooLong}[e]??(t||n.failed)}retry(e){let{conversation:t}=this;t.turns=t.turns.filter(t=>t!==e),this.ask(e.question)}submit=e=>{e?.preventDefault();let t=this.box.value;if(!t||this.asking)return;let{value:n}=t;t.value=``,this.grow(),this.ask(n)};keys=e=>{e.key===`Enter`&&!e.shiftKey&&!e.isComposing&&e.keyCode!==229&&this.submit(e)};grow=()=>{let e=this.box.value;e&&(e.style.height=`auto`,e.style.height=`${Math.min(e.scrollHeight,160)}px`)};willUpdate(e){e.has(`language`)&&this.said&&(this.said=``)}render(){let{turns:e}=this.conversation;return g`<div class="scroll" part="thread">
        ${e.length?_:this.welcome()}
        <ol role="log" aria-live="off" aria-label=${this.t.ask} aria-busy=${this.asking?`true`:`false`} ?hidden=${!e.length}>
          ${N(e,(e,t)=>`${this.conversation.id}:${t}`,(t,n)=>this.turn(t,n===e.length-1))}
        </ol>
        <div ${m(this.end)}></div>
      </div>
      <p class="hide" role="status" data-status>${this.said}</p>
      ${this.composer()}`}turn(e,t){let n=t&&this.asking&&!e.partial;return g`<li class="turn">
      <h2 class="question"><span class="hide">${this.t.you}：</span><span>${e.question}</span></h2>
      <wb-answer .client=${this.client} .language=${this.language} .turn=${e} ?last=${t&&!this.asking}></wb-answer>
      ${n?g`<p class="waiting"><i></i>${this.stage}</p>`:_}
      ${e.failed&&!e.answer?g`<div class="failed">
            <p>${this.reason(e.failed)}</p>
            <button class="line" @click=${()=>this.retry(e)}>${this.t.retry}</button>
          </div>`:_}
    </li>`}welcome(){let{t:e,reports:t}=this,n=e=>P(String(t?.reduce((t,n)=>t+n[e],0)??0));return g`<section class="welcome">
      ${this.compact?_:g`<img src=${this.client.url(`/assets/mark.svg`)} alt="" width="52" height="52" />`}
      <h1>${e.tagline}</h1>
      <p>${e.promise}</p>
      ${t?.length?g`<p class="held">${e.held(P(String(t.length)),n(`tables`),n(`records`))}</p>`:_}
      ${t?.length?g`<div class="examples" role="group" aria-label=${e.examples}>
            <h2>${e.examples}</h2>
            ${_e(t).map(e=>g`<button class="chip" @click=${()=>void this.ask(e)}>${e}${r(`right`)}</button>`)}
          </div>`:_}
    </section>`}composer(){let{t:e}=this;return g`<form class="composer" part="composer" @submit=${this.submit}>
      <div class="field">
        <textarea
          ${m(this.box)}
          rows="1"
          maxlength=${Q}
          aria-label=${e.ask}
          placeholder=${this.compact?e.placeholderShort:e.placeholder}
          @keydown=${this.keys}
          @input=${this.grow}
          @focus=${()=>void Z()}
        ></textarea>
        ${this.asking?g`<button type="button" class="send" aria-label=${e.stop} title=${e.stop} @click=${()=>this.asking?.abort()}>${r(`stop`)}</button>`:g`<button class="send" aria-label=${e.send} title=${e.send}>${r(`send`)}</button>`}
      </div>
      <p class="privacy">${e.privacy}</p>
    </form>`}};function _e(e){let t=[],n=e.filter(e=>e.organisation&&e.fiscal_year);for(let e of n.filter(e=>e.records>100)){let n=`${e.organisation}${e.fiscal_year}年`;t.push(`${n}本年支出合计是多少？`,`${n}“三公”经费决算是多少？`)}for(let e of n.filter(e=>e.passages&&e.records<=100))t.push(`${e.organisation}${e.fiscal_year}年的主要绩效是什么？`);let r=[...t.filter((e,t)=>t%2==0),...t.filter((e,t)=>t%2==1)];return[...new Set(r)].slice(0,3)}function ve(e,t){let[n]=e.figures;return n?`${t}：${n.label} ${n.value} ${n.unit}`:`${t}：${e.answer.replace(/[*>#]|\[\d+\]/g,``).trim().slice(0,120)}`}d(`wb-thread`,$);export{K as a,ne as c,ee as d,te as f,ae as i,ie as l,x as m,J as n,P as o,E as p,W as r,L as s,Y as t,re as u};