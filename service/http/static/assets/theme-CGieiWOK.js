var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:ee,getOwnPropertySymbols:te,getPrototypeOf:ne}=Object,f=globalThis,re=f.trustedTypes,ie=re?re.emptyScript:``,ae=f.reactiveElementPolyfillSupport,p=(e,t)=>e,m={toAttribute(e,t){switch(t){case Boolean:e=e?ie:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},oe=(e,t)=>!l(e,t),h={attribute:!0,type:String,converter:m,reflect:!1,useDefault:!1,hasChanged:oe};Symbol.metadata??=Symbol(`metadata`),f.litPropertyMetadata??=new WeakMap;var g=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=h){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??h}static _$Ei(){if(this.hasOwnProperty(p(`elementProperties`)))return;let e=ne(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(p(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(p(`properties`))){let e=this.properties,t=[...ee(e),...te(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?m:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?m:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??oe)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};g.elementStyles=[],g.shadowRootOptions={mode:`open`},g[p(`elementProperties`)]=new Map,g[p(`finalized`)]=new Map,ae?.({ReactiveElement:g}),(f.reactiveElementVersions??=[]).push(`2.1.2`);var _=globalThis,se=e=>e,v=_.trustedTypes,ce=v?v.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,y=`$lit$`,b=`lit$${Math.random().toFixed(9).slice(2)}$`,x=`?`+b,le=`<${x}>`,S=document,C=()=>S.createComment(``),w=e=>e===null||typeof e!=`object`&&typeof e!=`function`,T=Array.isArray,ue=e=>T(e)||typeof e?.[Symbol.iterator]==`function`,E=`[ 	
\f\r]`,D=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,de=/-->/g,fe=/>/g,O=RegExp(`>|${E}(?:([^\\s"'>=/]+)(${E}*=${E}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),k=/'/g,A=/"/g,pe=/^(?:script|style|textarea|title)$/i,me=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),he=me(1),ge=me(2),j=Symbol.for(`lit-noChange`),M=Symbol.for(`lit-nothing`),_e=new WeakMap,N=S.createTreeWalker(S,129);function ve(e,t){if(!T(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ce===void 0?t:ce.createHTML(t)}var ye=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=D;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===D?c[1]===`!--`?o=de:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=O):(pe.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=O):o=fe:o===O?c[0]===`>`?(o=i??D,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?O:c[3]===`"`?A:k):o===A||o===k?o=O:o===de||o===fe?o=D:(o=O,i=void 0);let d=o===O&&e[t+1].startsWith(`/>`)?` `:``;a+=o===D?n+le:l>=0?(r.push(s),n.slice(0,l)+y+n.slice(l)+b+d):n+b+(l===-2?t:d)}return[ve(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},P=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=ye(t,n);if(this.el=e.createElement(l,r),N.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=N.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(y)){let t=u[o++],n=i.getAttribute(e).split(b),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?z:r[1]===`?`?B:r[1]===`@`?V:R}),i.removeAttribute(e)}else e.startsWith(b)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(pe.test(i.tagName)){let e=i.textContent.split(b),t=e.length-1;if(t>0){i.textContent=v?v.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],C()),N.nextNode(),c.push({type:2,index:++a});i.append(e[t],C())}}}else if(i.nodeType===8){if(i.data===x)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(b,e+1))!==-1;)c.push({type:7,index:a}),e+=b.length-1}}a++}}static createElement(e,t){let n=S.createElement(`template`);return n.innerHTML=e,n}};function F(e,t,n=e,r){if(t===j)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=w(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=F(e,i._$AS(e,t.values),i,r)),t}var I=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??S).importNode(t,!0);N.currentNode=r;let i=N.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new L(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new be(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=N.nextNode(),a++)}return N.currentNode=S,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},L=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=M,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=F(this,e,t),w(e)?e===M||e==null||e===``?(this._$AH!==M&&this._$AR(),this._$AH=M):e!==this._$AH&&e!==j&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ue(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==M&&w(this._$AH)?this._$AA.nextSibling.data=e:this.T(S.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=P.createElement(ve(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new I(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=_e.get(e.strings);return t===void 0&&_e.set(e.strings,t=new P(e)),t}k(t){T(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(C()),this.O(C()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=se(e).nextSibling;se(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},R=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=M,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=M}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=F(this,e,t,0),a=!w(e)||e!==this._$AH&&e!==j,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=F(this,r[n+o],t,o),s===j&&(s=this._$AH[o]),a||=!w(s)||s!==this._$AH[o],s===M?e=M:e!==M&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===M?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},z=class extends R{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===M?void 0:e}},B=class extends R{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==M)}},V=class extends R{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=F(this,e,t,0)??M)===j)return;let n=this._$AH,r=e===M&&n!==M||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==M&&(n===M||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},be=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){F(this,e)}},xe={M:y,P:b,A:x,C:1,L:ye,R:I,D:ue,V:F,I:L,H:R,N:B,U:V,B:z,F:be},Se=_.litHtmlPolyfillSupport;Se?.(P,L),(_.litHtmlVersions??=[]).push(`3.3.3`);var Ce=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new L(t.insertBefore(C(),e),e,void 0,n??{})}return i._$AI(e),i},H=globalThis,U=class extends g{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ce(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return j}};U._$litElement$=!0,U.finalized=!0,H.litElementHydrateSupport?.({LitElement:U});var we=H.litElementPolyfillSupport;we?.({LitElement:U}),(H.litElementVersions??=[]).push(`4.2.2`);var{I:Te}=xe,Ee=e=>e,De=e=>e.strings===void 0,Oe=()=>document.createComment(``),ke=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Te(r.insertBefore(Oe(),i),r.insertBefore(Oe(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=Ee(e).nextSibling;Ee(r).insertBefore(e,i),e=t}}}return n},Ae=(e,t,n=e)=>(e._$AI(t,n),e),je={},Me=(e,t=je)=>e._$AH=t,Ne=e=>e._$AH,Pe=e=>{e._$AR(),e._$AA.remove()},W={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},G=e=>(...t)=>({_$litDirective$:e,values:t}),K=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},q=(e,t)=>{let n=e._$AN;if(n===void 0)return!1;for(let e of n)e._$AO?.(t,!1),q(e,t);return!0},J=e=>{let t,n;do{if((t=e._$AM)===void 0)break;n=t._$AN,n.delete(e),e=t}while(n?.size===0)},Y=e=>{for(let t;t=e._$AM;e=t){let n=t._$AN;if(n===void 0)t._$AN=n=new Set;else if(n.has(e))break;n.add(e),Le(t)}};function Fe(e){this._$AN===void 0?this._$AM=e:(J(this),this._$AM=e,Y(this))}function Ie(e,t=!1,n=0){let r=this._$AH,i=this._$AN;if(i!==void 0&&i.size!==0){if(t){if(Array.isArray(r))for(let e=n;e<r.length;e++)q(r[e],!1),J(r[e]);else r!=null&&(q(r,!1),J(r))}else q(this,e)}}var Le=e=>{e.type==W.CHILD&&(e._$AP??=Ie,e._$AQ??=Fe)},Re=class extends K{constructor(){super(...arguments),this._$AN=void 0}_$AT(e,t,n){super._$AT(e,t,n),Y(this),this.isConnected=e._$AU}_$AO(e,t=!0){e!==this.isConnected&&(this.isConnected=e,e?this.reconnected?.():this.disconnected?.()),t&&(q(this,e),J(this))}setValue(e){if(De(this._$Ct))this._$Ct._$AI(e,this);else{let t=[...this._$Ct._$AH];t[this._$Ci]=e,this._$Ct._$AI(t,this,0)}}disconnected(){}reconnected(){}},ze=()=>new Be,Be=class{},X=new WeakMap,Ve=G(class extends Re{render(e){return M}update(e,[t]){let n=t!==this.G;return n&&this.rt(void 0),(n||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),M}rt(e){if(this.G!==void 0){if(this.isConnected||(e=void 0),typeof this.G==`function`){let t=this.ht??globalThis,n=X.get(t);n===void 0&&(n=new WeakMap,X.set(t,n)),n.get(this.G)!==void 0&&this.G.call(this.ht,void 0),n.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}}get lt(){return typeof this.G==`function`?X.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});async function*He(e){let t=e.getReader(),n=new TextDecoder,r=``;try{for(;;){let{done:e,value:i}=await t.read();r+=e?n.decode():n.decode(i,{stream:!0});let a=r.split(/\r?\n\r?\n/);r=e?``:a.pop()??``;for(let e of a){let t=Ue(e);t&&(yield t)}if(e)return}}finally{await t.cancel().catch(()=>void 0)}}function Ue(e){let t=`message`,n=[];for(let r of e.split(/\r?\n/)){let e=r.indexOf(`:`);if(e<1)continue;let i=r.slice(0,e),a=r.slice(e+1).replace(/^ /,``);i===`event`?t=a:i===`data`&&n.push(a)}return n.length?{event:t,data:n.join(`
`)}:null}var Z=class extends Error{code;status;constructor(e,t,n=0){super(t),this.code=e,this.status=n}},We=1e3,Ge=class{access;token=``;until=0;pictures=new Map;constructor(e){this.access=e}url(e){return this.access.base+e}async ask(e){let t=JSON.stringify({question:e.question,conversation_id:e.conversation,earlier:e.earlier}),n=await this.send(`/api/ask/stream`,{method:`POST`,body:t,signal:e.signal??null});if(!n.body)throw new Z(`interrupted`,``);let r=``;try{for await(let{event:t,data:i}of He(n.body)){let n=JSON.parse(i);if(t===`delta`)e.onText(r+=n.text);else if(t===`status`)e.onStatus?.(n.stage);else if(t===`answer`)return n;else if(t===`error`)throw new Z(n.error.code,n.error.message)}}catch(t){if(t instanceof Z||e.signal?.aborted)throw t}throw new Z(`interrupted`,``)}session=()=>this.json(`/api/session`);reports=()=>this.json(`/api/reports`);report=e=>this.json(`/api/reports/${$(e)}`);tables=e=>this.json(`/api/documents/${$(e)}/tables`);table=(e,t)=>this.json(`/api/documents/${$(e)}/tables/${t}`);page=(e,t)=>this.json(`/api/documents/${$(e)}/pages/${t}`);marks=(e,t,n,r=``)=>this.json(`/api/documents/${$(e)}/pages/${t}/marks?box=${n.join(`,`)}${r&&r.length<=We?`&quote=${$(r)}`:``}`);jobs=()=>this.json(`/api/jobs`);cancel=e=>this.json(`/api/jobs/${$(e)}`,{method:`DELETE`});withdraw=e=>this.send(`/api/reports/${$(e)}`,{method:`DELETE`});feedback=e=>this.json(`/api/feedback${e}`);settle=(e,t)=>this.json(`/api/feedback/${e}`,{method:`PATCH`,body:JSON.stringify({state:t})});findings=e=>this.json(`/api/findings?${e}`);decide=(e,t,n)=>this.json(`/api/findings/${$(e)}/${$(t)}`,{method:`PATCH`,body:JSON.stringify(n)});check=e=>this.json(`/api/checks?name=${$(e.name)}`,{method:`POST`,body:e});takeAway=e=>this.send(`/api/checks/${$(e)}`,{method:`DELETE`});opine=e=>this.json(`/api/feedback`,{method:`POST`,body:JSON.stringify(e)});share=e=>this.json(`/api/shares`,{method:`POST`,body:JSON.stringify({trace_id:e})});shared=e=>this.json(`/api/shares/${$(e)}`);picture(e,t,n){let r=`/api/documents/${$(e)}/pages/${t}/picture?width=${n}`,i=this.pictures.get(r);return i||(i=this.send(r).then(async e=>createImageBitmap(await e.blob())),this.pictures.set(r,i),i.catch(()=>this.pictures.delete(r)),this.pictures.size>24&&this.pictures.delete(this.pictures.keys().next().value)),i}async download(e,t){let n=await this.send(e),r=/filename\*=utf-8''([^;]+)/i.exec(n.headers.get(`content-disposition`)??``);Ke(await n.blob(),r?.[1]?decodeURIComponent(r[1]):t)}upload(e,t,n){let r=new XMLHttpRequest;return{done:new Promise((i,a)=>{r.open(`POST`,this.url(`/api/uploads?name=${$(e.name)}${t?`&again=true`:``}`));let o=this.access.key?.();o&&r.setRequestHeader(`Authorization`,`Bearer ${o}`),r.responseType=`json`,r.upload.onprogress=e=>n(e.total?e.loaded/e.total:0),r.onload=()=>{r.status<300?i(r.response):a(Q(r.response,r.status))},r.onerror=()=>a(new Z(`offline`,``)),r.onabort=()=>a(new Z(`cancelled`,``)),r.send(e)}),stop:()=>r.abort()}}async json(e,t){return(await this.send(e,t)).json()}async send(e,t={},n=!1){let r=new Headers(t.headers);t.body&&r.set(`Content-Type`,`application/json`);let i=this.access.key?.()||await this.visitor(n);i&&r.set(`Authorization`,`Bearer ${i}`);let a;try{a=await fetch(this.url(e),{...t,headers:r,credentials:`omit`,referrerPolicy:`no-referrer`})}catch(e){throw t.signal?.aborted?e:new Z(`offline`,``)}if(a.ok)return a;if(a.status===401&&this.access.site&&!n)return this.send(e,t,!0);throw Q(await a.json().catch(()=>null),a.status)}async visitor(e){let{site:t,userToken:n,base:r}=this.access;if(!t)return``;if(!e&&this.token&&Date.now()<this.until)return this.token;let i;try{let e=n?{user_token:await n()}:{};i=await fetch(`${r}/api/widget/token`,{method:`POST`,credentials:`omit`,headers:{"Content-Type":`application/json`},body:JSON.stringify({site:t,...e})})}catch{throw new Z(`offline`,``)}let a=await i.json().catch(()=>null);if(!i.ok)throw Q(a,i.status);return this.token=a.token,this.until=Date.now()+(a.expires_in-30)*1e3,this.token}};function Ke(e,t){let n=document.createElement(`a`);n.href=URL.createObjectURL(e),n.download=t,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),1e4)}function Q(e,t){let n=e?.error;return new Z(n?.code??(t>=500?`offline`:`failed`),n?.message??``,t)}var $=encodeURIComponent;function qe(e){let t=/^([-+−]?)(\d+)(\.\d+)?$/.exec(e);if(!t)return e;let[,n=``,r=``,i=``]=t;return`${n===`-`?`−`:n}${r.replace(/\B(?=(\d{3})+(?!\d))/g,`,`)}${i}`}function Je(e){if(!e.warnings.length)return e.answer;let t=e.warnings.map(e=>Ye(e.message));return e.answer.split(/\n{2,}/).map(e=>e.trimStart().startsWith(`>`)?e.split(`
`).filter(e=>!t.some(t=>Ye(e).includes(t))).join(`
`):e).filter(e=>e.trim()).join(`

`)}function Ye(e){return e.replace(/\[\d+\]/g,``).replace(/[\s>。.，,：:；;]/g,``).toLowerCase()}function Xe(e){if(e.table){let{form:t,title:n,row_path:r,column_path:i}=e.table,a=[t,n,r.join(` › `),i.join(` › `)].filter(e=>!!e);if(a.length)return a}return e.section?.slice(-2)??[]}function Ze(e,t){return`[${e.number}] ${e.source} ${t(e.page)} ${Xe(e).join(` · `)}`.trim()}function Qe(e,t,n){let r=t.answer.replace(/\*\*/g,``).replace(/^> /gm,``),i=t.citations.map(e=>Ze(e,n));return[e,``,r,...i.length?[``,...i]:[]].join(`
`)}function $e(e){if(e.route===`narrative`)return{first:null,others:[]};let t=e.figures.find(e=>e.formula)??e.figures[0]??null;return{first:t,others:e.figures.filter(e=>e!==t)}}var et=/^(.*?[\u4e00-\u9fff].*?) \/ ([A-Za-z][^:：]*)(.*)$/s;function tt(e,t){let[,n,r,i=``]=et.exec(e)??[];return!n||!r?e:(t===`en`?r:n)+(t===`en`?i:i.replace(/^: /,`：`))}function nt(e,t){let n=e=>e.replace(/[\s？?。]/g,``),r=e.search(/[：:]/);return r>0&&n(e.slice(r+1))===n(t)?e.slice(0,r):e}var rt={send:`M12 19V5M6 11l6-6 6 6`,stop:`M7 7h10v10H7z`,plus:`M12 5v14M5 12h14`,close:`M6 6l12 12M18 6L6 18`,menu:`M4 7h16M4 12h16M4 17h16`,clock:`M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18`,trash:`M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12`,copy:`M9 9h10v11H9zM5 15V4h10`,share:`M12 15V4M8 8l4-4 4 4M6 12v7h12v-7`,sheet:`M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9`,up:`M8 11v8H5v-8zM8 12l3-7c1.500 0 2.500 1 2.500 2.500V10H18a2 2 0 0 1 2 2.300l-1 5A2 2 0 0 1 17 19H8`,down:`M16 13V5h3v8zM16 12l-3 7c-1.500 0-2.500-1-2.500-2.500V14H6a2 2 0 0 1-2-2.300l1-5A2 2 0 0 1 7 5h9`,dots:`M6 12h.01M12 12h.01M18 12h.01`,page:`M6 3h8l4 4v14H6zM14 3v4h4`,left:`M14 6l-6 6 6 6`,right:`M10 6l6 6-6 6`,zoomIn:`M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l4 4M11 8v6M8 11h6`,zoomOut:`M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l4 4M8 11h6`,fit:`M4 12h16M7 9l-3 3 3 3M17 9l3 3-3 3`,aim:`M12 3v4M12 17v4M3 12h4M17 12h4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8`,out:`M13 5h6v6M19 5l-9 9M17 14v5H5V7h5`,warn:`M12 4l9 16H3zM12 10v4M12 17h.01`,none:`M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12`,chart:`M5 19V5M5 19h14M9 15v-4M13 15V8M17 15v-6`,chat:`M4 5h16v11H9l-5 4z`,books:`M5 4h4v16H5zM9 6h4v14H9zM14 7l4-1 3 13-4 1z`,sun:`M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M19 5l-1.500 1.500M6.500 17.500L5 19`,upload:`M12 16V5M8 9l4-4 4 4M4 19h16`,check:`M5 12l5 5 9-10`,key:`M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 12l9-9M16 7l3 3`},it=e=>he`<svg viewBox="0 0 24 24" aria-hidden="true">${ge`<path d=${rt[e]} />`}</svg>`,at={"zh-CN":{name:`问报`,tagline:`向公开的决算、预算与绩效报告提问`,promise:`每个数字都取自报告原文，点开即见它在页面上的位置。`,held:(e,t,n)=>`已收录 ${e} 份报告、${t} 张表、${n} 个数字`,examples:`可以这样问`,ask:`提问`,answers:`问答`,placeholder:`输入问题，例如：某单位 2017 年“三公”经费决算是多少`,placeholderShort:`输入问题…`,send:`发送`,stop:`停止`,thinking:`正在查找报告…`,checking:`正在核对数字…`,answered:`已回答`,newChat:`新对话`,history:`历史对话`,noHistory:`还没有对话。对话只保存在这台设备的浏览器里。`,clearHistory:`清除全部`,deleteChat:`删除这段对话`,open:`打开问报`,close:`关闭`,you:`你的问题`,source:e=>`出处 ${e}`,sources:`出处`,page:e=>`第 ${e} 页`,pageOf:(e,t)=>`第 ${e} 页，共 ${t} 页`,showEvidence:`查看原页`,evidence:`原文出处`,row:`行`,column:`列`,section:`章节`,formula:`计算`,from:`取自`,warning:`请注意`,more:e=>`还有 ${e} 个数字`,suggestions:`接着问`,choose:`请选择`,notFound:`报告中没有`,copy:`复制`,copied:`已复制，含出处`,copyFailed:`浏览器不允许复制`,share:`分享`,shared:`链接已复制`,exportRow:`导出该行`,right:`正确`,wrong:`有误`,missing:`不完整`,noteFor:`哪里不对，或缺少什么？（可不填）`,sendNote:`提交`,thanks:`谢谢，已记录。`,showTable:`数据表`,showChart:`图表`,value:`数值`,name_:`名称`,previous:`上一页`,next:`下一页`,zoomIn:`放大`,zoomOut:`缩小`,fit:`适合宽度`,toMark:`回到标注处`,original:`打开原文件`,noPicture:`这份报告不是 PDF，显示其文字。`,loading:`载入中…`,marked:e=>`页面图像，已标出 ${e}`,pageText:`页面文字`,reports:`报告库`,feedback:`反馈`,chat:`提问`,api:`接口说明`,theme:`明暗`,themeAuto:`跟随系统`,themeLight:`浅色`,themeDark:`深色`,language:`语言`,menu:`菜单`,retry:`重试`,offline:`连不上服务。请检查网络，服务恢复后再试。`,interrupted:`回答中断了。`,stopped:`已停止。`,refused:`该网站没有使用权限。`,needKey:`需要访问密钥。`,tooLong:`问题过长。`,failed:`出了点问题。`,privacy:`答案出自公开报告原文；引用前请核对原件。`,sharedAnswer:`这是一份分享的回答，内容为分享时的样子。`,askYourself:`我也要问`,gone:`这条分享不存在或已失效。`},"zh-TW":{name:`問報`,tagline:`向公開的決算、預算與績效報告提問`,promise:`每個數字都取自報告原文，點開即見它在頁面上的位置。`,held:(e,t,n)=>`已收錄 ${e} 份報告、${t} 張表、${n} 個數字`,examples:`可以這樣問`,ask:`提問`,answers:`問答`,placeholder:`輸入問題，例如：某單位 2017 年「三公」經費決算是多少`,placeholderShort:`輸入問題…`,send:`送出`,stop:`停止`,thinking:`正在查找報告…`,checking:`正在核對數字…`,answered:`已回答`,newChat:`新對話`,history:`歷史對話`,noHistory:`還沒有對話。對話只保存在這部裝置的瀏覽器裡。`,clearHistory:`全部清除`,deleteChat:`刪除這段對話`,open:`開啟問報`,close:`關閉`,you:`您的問題`,source:e=>`出處 ${e}`,sources:`出處`,page:e=>`第 ${e} 頁`,pageOf:(e,t)=>`第 ${e} 頁，共 ${t} 頁`,showEvidence:`檢視原頁`,evidence:`原文出處`,row:`列`,column:`欄`,section:`章節`,formula:`計算`,from:`取自`,warning:`請注意`,more:e=>`還有 ${e} 個數字`,suggestions:`接著問`,choose:`請選擇`,notFound:`報告中沒有`,copy:`複製`,copied:`已複製，含出處`,copyFailed:`瀏覽器不允許複製`,share:`分享`,shared:`連結已複製`,exportRow:`匯出該列`,right:`正確`,wrong:`有誤`,missing:`不完整`,noteFor:`哪裡不對，或缺少什麼？（可不填）`,sendNote:`送出`,thanks:`謝謝，已記錄。`,showTable:`資料表`,showChart:`圖表`,value:`數值`,name_:`名稱`,previous:`上一頁`,next:`下一頁`,zoomIn:`放大`,zoomOut:`縮小`,fit:`符合寬度`,toMark:`回到標註處`,original:`開啟原始檔案`,noPicture:`這份報告不是 PDF，顯示其文字。`,loading:`載入中…`,marked:e=>`頁面影像，已標出 ${e}`,pageText:`頁面文字`,reports:`報告庫`,feedback:`回饋`,chat:`提問`,api:`介面說明`,theme:`明暗`,themeAuto:`跟隨系統`,themeLight:`淺色`,themeDark:`深色`,language:`語言`,menu:`選單`,retry:`重試`,offline:`連不上服務。請檢查網路，服務恢復後再試。`,interrupted:`回答中斷了。`,stopped:`已停止。`,refused:`該網站沒有使用權限。`,needKey:`需要存取金鑰。`,tooLong:`問題過長。`,failed:`發生了一點問題。`,privacy:`答案出自公開報告原文；引用前請核對原件。`,sharedAnswer:`這是一份分享的回答，內容為分享時的樣子。`,askYourself:`我也要問`,gone:`這則分享不存在或已失效。`},en:{name:`Wenbao`,tagline:`Ask the published final accounts, budgets and performance reports`,promise:`Every figure is taken from a report; one click shows where it stands on the page.`,held:(e,t,n)=>`${e} ${e===`1`?`report`:`reports`}, ${t} ${t===`1`?`table`:`tables`}, ${n} figures`,examples:`Ask, for example`,ask:`Ask`,answers:`Questions and answers`,placeholder:`Ask a question, in Chinese or English`,placeholderShort:`Ask a question…`,send:`Send`,stop:`Stop`,thinking:`Looking through the reports…`,checking:`Checking the figures…`,answered:`Answered`,newChat:`New conversation`,history:`Conversations`,noHistory:`No conversations yet. They are kept in this browser only.`,clearHistory:`Clear all`,deleteChat:`Delete this conversation`,open:`Open Wenbao`,close:`Close`,you:`Your question`,source:e=>`Source ${e}`,sources:`Sources`,page:e=>`page ${e}`,pageOf:(e,t)=>`Page ${e} of ${t}`,showEvidence:`Show the page`,evidence:`Evidence`,row:`Row`,column:`Column`,section:`Section`,formula:`Computed`,from:`from`,warning:`Note`,more:e=>`${e} more figures`,suggestions:`Ask next`,choose:`Please choose`,notFound:`Not in the reports`,copy:`Copy`,copied:`Copied, with its sources`,copyFailed:`The browser does not allow copying`,share:`Share`,shared:`Link copied`,exportRow:`Export the row`,right:`Right`,wrong:`Wrong`,missing:`Incomplete`,noteFor:`What is wrong or missing? (optional)`,sendNote:`Send`,thanks:`Thank you, noted.`,showTable:`Data table`,showChart:`Chart`,value:`Value`,name_:`Name`,previous:`Previous page`,next:`Next page`,zoomIn:`Zoom in`,zoomOut:`Zoom out`,fit:`Fit the width`,toMark:`Back to the mark`,original:`Open the original`,noPicture:`This report is not a PDF; its text is shown.`,loading:`Loading…`,marked:e=>`Picture of the page; marked: ${e}`,pageText:`Text of the page`,reports:`Reports`,feedback:`Feedback`,chat:`Ask`,api:`API`,theme:`Theme`,themeAuto:`System`,themeLight:`Light`,themeDark:`Dark`,language:`Language`,menu:`Menu`,retry:`Try again`,offline:`The service cannot be reached. Check the connection and try again.`,interrupted:`The answer was interrupted.`,stopped:`Stopped.`,refused:`This site may not use the service.`,needKey:`An access key is needed.`,tooLong:`The question is too long.`,failed:`Something went wrong.`,privacy:`Answers quote published reports; check the original before you cite it.`,sharedAnswer:`A shared answer, as it was when it was shared.`,askYourself:`Ask your own`,gone:`This shared answer does not exist any more.`}},ot=[[`zh-CN`,`简体中文`],[`zh-TW`,`繁體中文`],[`en`,`English`]],st=e=>at[e];function ct(e){for(let t of e){let e=t?.toLowerCase()??``;if(/^zh.*(tw|hk|mo|hant)/.test(e))return`zh-TW`;if(e.startsWith(`zh`))return`zh-CN`;if(e.startsWith(`en`))return`en`}return`zh-CN`}var lt=o`
  :host {
    --wb-bg: var(--wenbao-background, #f6f6f3);
    --wb-surface: var(--wenbao-surface, #ffffff);
    --wb-sunken: var(--wenbao-sunken, #eeeeea);
    --wb-ink: var(--wenbao-ink, #1b232d);
    --wb-muted: var(--wenbao-muted, #56606d);
    --wb-line: var(--wenbao-line, #e0e0da);
    --wb-line-strong: #85898f;
    --wb-primary: var(--wenbao-primary, #17507a);
    --wb-on-primary: var(--wenbao-on-primary, #ffffff);
    --wb-link: var(--wenbao-primary, #17507a);
    --wb-soft: var(--wenbao-soft, #e7eff6);
    --wb-mark: var(--wenbao-mark, #e9a21b);
    --wb-warn: #704600;
    --wb-warn-soft: #fdf4df;
    --wb-bad: #a02929;
    --wb-bad-soft: #fbecea;
    --wb-good: #1d6a45;
    --wb-good-soft: #e6f3ec;
    --wb-shadow: 0 1px 2px rgb(20 30 40 / 5%), 0 6px 20px rgb(20 30 40 / 6%);
    --wb-page-filter: none;
    --wb-radius: var(--wenbao-radius, 12px);
    --wb-font: var(
      --wenbao-font,
      system-ui,
      -apple-system,
      "Segoe UI",
      "PingFang SC",
      "Hiragino Sans GB",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      "Noto Sans SC",
      sans-serif
    );
    color-scheme: light;
    color: var(--wb-ink);
    font: 400 15px/1.75 var(--wb-font);
    text-align: start;
    text-autospace: normal;
    line-break: strict;
    -webkit-text-size-adjust: 100%;
  }
  :host(:lang(zh-TW)) {
    --wb-font: var(--wenbao-font, system-ui, -apple-system, "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC", sans-serif);
  }
  :host([theme="dark"]) {
    --wb-bg: var(--wenbao-background-dark, #13171c);
    --wb-surface: var(--wenbao-surface-dark, #1b2027);
    --wb-sunken: var(--wenbao-sunken-dark, #252b34);
    --wb-ink: var(--wenbao-ink-dark, #e6e9ed);
    --wb-muted: var(--wenbao-muted-dark, #a4aeba);
    --wb-line: #2f3640;
    --wb-line-strong: #7d8794;
    --wb-primary: var(--wenbao-primary-dark, #2a6c9f);
    --wb-on-primary: #ffffff;
    --wb-link: var(--wenbao-link-dark, #8fc3ea);
    --wb-soft: #20303f;
    --wb-mark: #f0b23c;
    --wb-warn: #f0cd8b;
    --wb-warn-soft: #33291a;
    --wb-bad: #f3a7a0;
    --wb-bad-soft: #3a2222;
    --wb-good: #8fd6b1;
    --wb-good-soft: #1c3227;
    --wb-shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 24px rgb(0 0 0 / 30%);
    --wb-page-filter: brightness(0.92);
    color-scheme: dark;
  }
`,ut=o`
  :host {
    box-sizing: border-box;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  [hidden] {
    display: none !important;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  blockquote {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 2px solid var(--wb-link);
    outline-offset: 2px;
    border-radius: 6px;
  }
  a {
    color: var(--wb-link);
    text-underline-offset: 3px;
  }
  .hide {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button {
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  .icon {
    display: inline-grid;
    place-items: center;
    min-width: 36px;
    height: 36px;
    border-radius: 8px;
    color: var(--wb-muted);
  }
  .icon:hover:not(:disabled) {
    background: var(--wb-sunken);
    color: var(--wb-ink);
  }
  .quiet {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 0 10px;
    border-radius: 8px;
    color: var(--wb-muted);
    font-size: 13px;
  }
  .quiet:hover:not(:disabled),
  .quiet[aria-pressed="true"],
  .quiet[aria-expanded="true"] {
    background: var(--wb-sunken);
    color: var(--wb-ink);
  }
  .solid {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 38px;
    padding: 0 16px;
    border-radius: 9px;
    background: var(--wb-primary);
    color: var(--wb-on-primary);
  }
  .solid:hover:not(:disabled) {
    filter: brightness(1.08);
  }
  .line {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--wb-line);
    border-radius: 9px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    text-decoration: none;
    font-size: 14px;
  }
  .line:hover:not(:disabled) {
    border-color: var(--wb-line-strong);
  }
  svg {
    width: 18px;
    height: 18px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      /* Not a short one: without a named property it would animate sizes that are measured at once. */
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
  @media (forced-colors: active) {
    button,
    .line {
      border: 1px solid;
    }
  }
`,dt=class extends U{static properties={client:{attribute:!1},language:{attribute:!1}};static styles=ut;constructor(){super(),this.language=`zh-CN`}get t(){return st(this.language)}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}};function ft(e,t){customElements.get(e)||customElements.define(e,t)}function pt(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e instanceof HTMLElement?e:null}function mt(e){return e.length?[Math.min(...e.map(e=>e[0])),Math.min(...e.map(e=>e[1])),Math.max(...e.map(e=>e[2])),Math.max(...e.map(e=>e[3]))]:null}function ht(e){return mt([e.cell,e.row,e.column,...e.row_heads,...e.column_heads].filter(e=>!!e))}function gt(e,t,n,r){return[Math.max(0,e[0]-t),Math.max(0,e[1]-t),Math.min(n,e[2]+t),Math.min(r,e[3]+t)]}function _t(e,t,n){let r=(e,t)=>`${(e/t*100).toFixed(4)}%`;return{left:r(e[0],t),top:r(e[1],n),width:r(e[2]-e[0],t),height:r(e[3]-e[1],n)}}var vt=1.25;function yt(e,t,n){let r=t/e;if(r>=vt||!n)return r;let i=t/(n[2]-n[0]+48);return Math.max(r,Math.min(vt,i))}var bt=G(class extends K{constructor(e){if(super(e),e.type!==W.ELEMENT)throw Error(`placed() stands on an element`)}render(e){return M}update(e,[t]){let{style:n}=e.element;for(let[e,r]of Object.entries(t))n.setProperty(e,r);return M}}),xt=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),St=function(e,t){return new URL(e,t).href},Ct={},wt=function(e){return e.pathname.endsWith(`.css`)},Tt=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},Et=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=St(t,n);let r=s(t),i=wt(r);return Tt(Ct,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:xt,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},Dt=()=>window.matchMedia(`(prefers-color-scheme: dark)`),Ot=e=>e===`auto`?Dt().matches?`dark`:`light`:e;function kt(e){let t=Dt();return t.addEventListener(`change`,e),()=>t.removeEventListener(`change`,e)}var At=e=>e===`light`||e===`dark`?e:`auto`;function jt(e){try{return localStorage.getItem(`wenbao:${e}`)}catch{return null}}function Mt(e,t){try{localStorage.setItem(`wenbao:${e}`,t)}catch{}}export{ze as A,M as B,qe as C,Je as D,Xe as E,Ne as F,he as H,Pe as I,Me as L,G as M,K as N,Ge as O,W as P,Ae as R,Qe as S,$e as T,o as U,j as V,lt as _,kt as a,it as b,mt as c,yt as d,_t as f,ut as g,pt as h,Ot as i,Ve as j,Z as k,gt as l,ft as m,Mt as n,Et as o,dt as p,jt as r,bt as s,At as t,ht as u,ot as v,tt as w,nt as x,ct as y,ke as z};