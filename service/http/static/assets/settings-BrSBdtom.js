import{U as e,a as t,f as n,i as r,n as i,p as a,r as o,s,t as c}from"./theme-Jxcs0LrB.js";var l=`wenbao:key`;function u(e){try{return sessionStorage.getItem(e)}catch{return null}}var d=class extends s{static properties={...s.properties,theme:{reflect:!0},choice:{state:!0}};unwatch=()=>void 0;constructor(){super(),this.choice=c(o(`theme`)),this.language=a([o(`language`),...navigator.languages]),this.settle()}connectedCallback(){super.connectedCallback(),this.unwatch=t(()=>this.settle())}disconnectedCallback(){super.disconnectedCallback(),this.unwatch()}settle(){this.theme=r(this.choice),document.documentElement.dataset.theme=this.theme,document.documentElement.lang=this.language}speak=e=>{this.language=e.target.value,i(`language`,this.language),this.settle()};light=e=>{this.choice=c(e.target.value),i(`theme`,this.choice),this.settle()};preferences(){let{t}=this,r=[[`auto`,t.themeAuto],[`light`,t.themeLight],[`dark`,t.themeDark]];return e`<div class="preferences">
      <select aria-label=${t.language} @change=${this.speak}>
        ${n.map(([t,n])=>e`<option value=${t} lang=${t} ?selected=${t===this.language}>${n}</option>`)}
      </select>
      <select aria-label=${t.theme} @change=${this.light}>
        ${r.map(([t,n])=>e`<option value=${t} ?selected=${t===this.choice}>${n}</option>`)}
      </select>
    </div>`}};export{l as n,u as r,d as t};