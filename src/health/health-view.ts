/** The answer of both probes. */
export class HealthView {
  /** Always `ok`: whatever is not is a problem with status 503. */
  status: string;
}
