/** What can be wrong with a plan or with its execution. The value is what a caller sees in `ProgramError.code`. */
export enum PlanErrorCode {
  /** The plan is not one that the facade builds: forged, or damaged on the way. Nothing ran. */
  PlanInvalid = 'plan-invalid',
  /** The plan has too many steps, is nested too deeply, or carries too much literal data. Nothing ran. */
  PlanTooLarge = 'plan-too-large',
  /** No dataset of that name may be read; `didYouMean` lists near names. */
  DatasetUnknown = 'dataset-unknown',
  /** A frame has no column of that name; `didYouMean` lists near names. */
  ColumnUnknown = 'column-unknown',
  /** An argument of a `pl` function is of the wrong kind. */
  ArgumentInvalid = 'argument-invalid',
  /** A chart's specification is outside of what may be drawn. */
  ChartInvalid = 'chart-invalid',
  /** Polars refused the computation: types that do not go together, a conversion that fails. */
  DataInvalid = 'data-invalid',
  /** A result would be larger than the limits allow. */
  ResultTooLarge = 'result-too-large',
}
