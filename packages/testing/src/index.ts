// The complete public surface of @sallyport/testing. Named exports only.
export { describeWith, findProgram, skipReason, type Program } from './programs.js';
export { temporaryFolder } from './temporary-folder.js';
