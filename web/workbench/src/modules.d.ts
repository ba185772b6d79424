declare module "outlines" {
  const outlines: GeoJSON.FeatureCollection<GeoJSON.MultiPolygon, object>;
  export default outlines;
}
declare module "*.rq" {
  const text: string;
  export default text;
}
declare module "country-codes" {
  const codes: Record<string, string>;
  export default codes;
}
