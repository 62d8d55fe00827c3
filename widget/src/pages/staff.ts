import "../staff/staff";
