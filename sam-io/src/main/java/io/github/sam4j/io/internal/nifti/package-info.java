/**
 * The NIfTI-1 and NIfTI-2 formats, as single files, plain or gzip-compressed.
 *
 * <p>Fields used, with their byte offsets:
 *
 * <table>
 * <caption>Header fields</caption>
 * <tr><th>field</th><th>NIfTI-1</th><th>NIfTI-2</th></tr>
 * <tr><td>sizeof_hdr</td><td>0, int32 = 348</td><td>0, int32 = 540</td></tr>
 * <tr><td>magic</td><td>344, "n+1\0"</td><td>4, "n+2\0\r\n\032\n"</td></tr>
 * <tr><td>dim[8]</td><td>40, int16</td><td>16, int64</td></tr>
 * <tr><td>datatype</td><td>70, int16</td><td>12, int16</td></tr>
 * <tr><td>pixdim[8]</td><td>76, float32</td><td>104, float64</td></tr>
 * <tr><td>vox_offset</td><td>108, float32</td><td>168, int64</td></tr>
 * <tr><td>scl_slope, scl_inter</td><td>112, float32</td><td>176, float64</td></tr>
 * <tr><td>xyzt_units</td><td>123, uint8</td><td>500, int32</td></tr>
 * <tr><td>descrip[80]</td><td>148</td><td>240</td></tr>
 * <tr><td>qform_code, sform_code</td><td>252, int16</td><td>344, int32</td></tr>
 * <tr><td>quatern_b, c, d; qoffset_x, y, z</td><td>256, float32</td><td>352, float64</td></tr>
 * <tr><td>srow_x[4], y, z</td><td>280, float32</td><td>400, float64</td></tr>
 * </table>
 *
 * <p>Every field is checked before anything is allocated for it. No state is kept; every method may
 * be called from any thread. What can't be read is refused with
 * {@link io.github.sam4j.io.volume.MalformedVolumeException}.
 */
@NullMarked
package io.github.sam4j.io.internal.nifti;

import org.jspecify.annotations.NullMarked;

