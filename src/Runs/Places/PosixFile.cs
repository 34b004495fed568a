using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NumaProbe.Runs.Places;

/// <summary>An open file or folder of a Unix system. Owns its descriptor.</summary>
internal sealed partial class PosixFile : SafeHandleMinusOneIsInvalid
{
    internal PosixFile(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Close((int)handle) == 0;

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
