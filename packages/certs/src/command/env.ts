/** Where the certificates lie unless `--dir` says otherwise: `SALLYPORT_CERTS`, else `certs` in the current folder. */
export const certificateFolder: string = process.env['SALLYPORT_CERTS'] || 'certs';
