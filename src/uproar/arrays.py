"""Names of array types, numpy's by element and Arrow's of any; and how ids are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow as pa

Bools: TypeAlias = npt.NDArray[np.bool_]
Int8s: TypeAlias = npt.NDArray[np.int8]
Int32s: TypeAlias = npt.NDArray[np.int32]
Int64s: TypeAlias = npt.NDArray[np.int64]
SignedInts: TypeAlias = npt.NDArray[np.signedinteger[Any]]  # int8, int32 or int64
UInt8s: TypeAlias = npt.NDArray[np.uint8]
UInt32s: TypeAlias = npt.NDArray[np.uint32]
UInt64s: TypeAlias = npt.NDArray[np.uint64]
Float16s: TypeAlias = npt.NDArray[np.float16]
Float32s: TypeAlias = npt.NDArray[np.float32]
Float64s: TypeAlias = npt.NDArray[np.float64]
AnyArray: TypeAlias = npt.NDArray[Any]  # element type known at run time only

# Arrow's classes take no parameters at run time, so these are names for type checkers.
ArrowArray: TypeAlias = "pa.Array[Any]"
ArrowColumn: TypeAlias = "pa.ChunkedArray[Any]"
ArrowField: TypeAlias = "pa.Field[Any]"


def positions(sorted_ids: Int64s, wanted: Int64s) -> Int64s:
    """The position of each wanted id among sorted, distinct ids; -1 where it is not there.

    Shape: (n wanted,). No ids: all -1.

    >>> positions(np.array([2, 5, 9]), np.array([9, 4, 2])).tolist()
    [2, -1, 0]
    """
    if not len(sorted_ids):
        return np.full(len(wanted), -1, np.int64)
    nearest = np.searchsorted(sorted_ids, wanted).clip(0, len(sorted_ids) - 1)
    return np.where(sorted_ids[nearest] == wanted, nearest, -1).astype(np.int64)
