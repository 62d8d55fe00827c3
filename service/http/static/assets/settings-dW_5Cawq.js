import{a as e,f as t,i as n,k as r,n as i,o as a,p as o,r as s,s as c}from"./preload-helper-kKsAMYzQ.js";var l=`wenbao:key`;function u(e){try{return sessionStorage.getItem(e)}catch{return null}}var d=class extends c{static properties={...c.properties,theme:{reflect:!0},choice:{state:!0}};unwatch=()=>void 0;constructor(){super(),this.choice=i(n(`theme`)),this.language=o([n(`language`),...navigator.languages]),this.settle()}connectedCallback(){super.connectedCallback(),this.unwatch=a(()=>this.settle())}disconnectedCallback(){super.disconnectedCallback(),this.unwatch()}settle(){this.theme=e(this.choice),document.documentElement.dataset.theme=this.theme,document.documentElement.lang=this.language}speak=e=>{this.language=e.target.value,s(`language`,this.language),this.settle()};light=e=>{this.choice=i(e.target.value),s(`theme`,this.choice),this.settle()};preferences(){let{t:e}=this,n=[[`auto`,e.themeAuto],[`light`,e.themeLight],[`dark`,e.themeDark]];return r`<div class="preferences">
      <select aria-label=${e.language} @change=${this.speak}>
        ${t.map(([e,t])=>r`<option value=${e} lang=${e} ?selected=${e===this.language}>${t}</option>`)}
      </select>
      <select aria-label=${e.theme} @change=${this.light}>
        ${n.map(([e,t])=>r`<option value=${e} ?selected=${e===this.choice}>${t}</option>`)}
      </select>
    </div>`}};export{l as n,u as r,d as t};