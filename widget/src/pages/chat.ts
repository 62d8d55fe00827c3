import "../parts/app";
