using System.Globalization;

namespace NumaProbe.Shared;

/// <summary>Errors that a probe or the driver core returns, and their names (include/uapi/asm-generic/errno*.h and include/linux/errno.h). Negative as in the kernel.</summary>
public static class Errno
{
    /// <summary>The largest error number the kernel knows (MAX_ERRNO).</summary>
    public const int Largest = 4095;

    /// <summary>ENOENT.</summary>
    public const int NoSuchFile = -2;

    /// <summary>ENXIO.</summary>
    public const int NoSuchAddress = -6;

    /// <summary>EAGAIN.</summary>
    public const int TryAgain = -11;

    /// <summary>EBUSY.</summary>
    public const int Busy = -16;

    /// <summary>EEXIST.</summary>
    public const int Exists = -17;

    /// <summary>ENODEV.</summary>
    public const int NoSuchDevice = -19;

    /// <summary>EINVAL.</summary>
    public const int InvalidArgument = -22;

    /// <summary>EOPNOTSUPP.</summary>
    public const int NotSupported = -95;

    /// <summary>EPROBE_DEFER.</summary>
    public const int ProbeDefer = -517;

    private static readonly (int Number, string Name)[] Known =
    [
        (1, "EPERM"), (2, "ENOENT"), (3, "ESRCH"), (4, "EINTR"), (5, "EIO"), (6, "ENXIO"), (7, "E2BIG"), (8, "ENOEXEC"),
        (9, "EBADF"), (10, "ECHILD"), (11, "EAGAIN"), (12, "ENOMEM"), (13, "EACCES"), (14, "EFAULT"), (15, "ENOTBLK"),
        (16, "EBUSY"), (17, "EEXIST"), (18, "EXDEV"), (19, "ENODEV"), (20, "ENOTDIR"), (21, "EISDIR"), (22, "EINVAL"),
        (23, "ENFILE"), (24, "EMFILE"), (25, "ENOTTY"), (26, "ETXTBSY"), (27, "EFBIG"), (28, "ENOSPC"), (29, "ESPIPE"),
        (30, "EROFS"), (31, "EMLINK"), (32, "EPIPE"), (33, "EDOM"), (34, "ERANGE"), (35, "EDEADLK"), (36, "ENAMETOOLONG"),
        (37, "ENOLCK"), (38, "ENOSYS"), (39, "ENOTEMPTY"), (40, "ELOOP"), (42, "ENOMSG"), (61, "ENODATA"), (62, "ETIME"),
        (71, "EPROTO"), (74, "EBADMSG"), (75, "EOVERFLOW"), (84, "EILSEQ"), (90, "EMSGSIZE"), (92, "ENOPROTOOPT"),
        (93, "EPROTONOSUPPORT"), (95, "EOPNOTSUPP"), (98, "EADDRINUSE"), (99, "EADDRNOTAVAIL"), (100, "ENETDOWN"),
        (104, "ECONNRESET"), (105, "ENOBUFS"), (107, "ENOTCONN"), (108, "ESHUTDOWN"), (110, "ETIMEDOUT"),
        (111, "ECONNREFUSED"), (112, "EHOSTDOWN"), (113, "EHOSTUNREACH"), (114, "EALREADY"), (115, "EINPROGRESS"),
        (116, "ESTALE"), (121, "EREMOTEIO"), (123, "ENOMEDIUM"), (125, "ECANCELED"), (130, "EOWNERDEAD"),
        (512, "ERESTARTSYS"), (517, "EPROBE_DEFER"), (524, "ENOTSUPP"),
    ];

    private static readonly Dictionary<int, string> ByNumber = Known.ToDictionary(k => -k.Number, k => k.Name);

    private static readonly Dictionary<string, int> ByName = Known.ToDictionary(k => k.Name, k => -k.Number, StringComparer.Ordinal);

    /// <summary>Every known name, by number.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(k => k.Name)];

    /// <summary>The negative number of a name such as <c>ENODEV</c>, or null.</summary>
    /// <param name="name">The name.</param>
    public static int? Find(string name) => ByName.TryGetValue(name, out var number) ? number : null;

    /// <summary>The name of a negative number, or the number itself where there is none.</summary>
    /// <param name="errno">For example -19.</param>
    public static string Name(int errno) =>
        ByNumber.TryGetValue(errno, out var name) ? name : errno.ToString(CultureInfo.InvariantCulture);
}
