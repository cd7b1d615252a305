(function () {
  var data = document.getElementById("zoning").dataset;
  var own = window.Intl && Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!data.zone || !own || own === data.zone || !window.URLSearchParams) return;
  function differs(at) {
    return new Date(at * 1000).toLocaleString("en", { timeZone: own }) !==
      new Date(at * 1000).toLocaleString("en", { timeZone: data.zone });
  }
  try {
    if (!data.times.split(" ").some(differs)) return;
  } catch (unknown) {
    return;
  }
  var query = new URLSearchParams(location.search);
  query.set("zone", own);
  location.replace(location.pathname + "?" + query);
})();
