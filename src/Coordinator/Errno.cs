namespace NumaProbe.Coordinator;

/// <summary>Error numbers the driver core returns (include/uapi/asm-generic/errno.h, include/linux/errno.h), negative as in the kernel.</summary>
internal static class Errno
{
    internal const int NoSuchFile = -2;
    internal const int NoSuchAddress = -6;
    internal const int TryAgain = -11;
    internal const int Busy = -16;
    internal const int Exists = -17;
    internal const int NoSuchDevice = -19;
    internal const int InvalidArgument = -22;
    internal const int NotSupported = -95;
    internal const int ProbeDefer = -517;
}
