/** An address, relative to the site where it is of the same site. @param {string} address */
export function local(address) {
  const url = new URL(address, document.baseURI);
  return url.origin === location.origin ? url.pathname + url.search : url.href;
}
