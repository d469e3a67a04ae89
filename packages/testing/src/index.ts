// The complete public surface of @sallyport/testing. Named exports only.
export { describeWith, findProgram, isSkippingForbidden, skipReason, type Program } from './programs.js';
export { temporaryFolder } from './temporary-folder.js';
