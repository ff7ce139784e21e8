import { Histogram } from 'prom-client';

/** A request that was answered. */
export interface ObservedRequest {
  url: string;
  status: number;
  /** Whether the answer was there already. */
  isKept: boolean;
  seconds: number;
}

type Api = 'delivery' | 'editorial' | 'other';

/** Takes note of a request that was answered. */
export type ObserveRequest = (request: ObservedRequest) => void;

/** Up to ten seconds, from less than what a kept answer takes. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts requests and their times: by API, by the hundreds of the status, and by whether the answer was kept already. */
export function observeRequests(): ObserveRequest {
  const histogram = new Histogram({
    name: 'copydesk_http_request_seconds',
    help: 'From the arrival of a request until its answer was handed on.',
    labelNames: ['api', 'status', 'kept'],
    buckets: BUCKETS,
  });
  // Looked up by its labels, each would take longer than all else that is noted of it.
  const known: Record<Api, ReturnType<typeof histogram.labels>[]> = {
    delivery: [],
    editorial: [],
    other: [],
  };
  return ({ url, status, isKept, seconds }) => {
    const api = apiOf(url);
    const hundreds = Math.floor(status / 100);
    const place = 2 * hundreds + Number(isKept);
    let series = known[api][place];
    if (series === undefined) {
      series = histogram.labels({ api, status: `${hundreds}xx`, kept: String(isKept) });
      known[api][place] = series;
    }
    series.observe(seconds);
  };
}

function apiOf(url: string): Api {
  if (url.startsWith('/delivery/')) return 'delivery';
  return url.startsWith('/api/') ? 'editorial' : 'other';
}
