using System.Runtime.InteropServices;

namespace NumaProbe.Processes.Support;

/// <summary>Signals to processes that the test started.</summary>
internal static partial class Signals
{
    private const int KillNow = 9;
    private const int EndInOrder = 15;
    private const int GoOn = 18;
    private const int Pause = 19;

    /// <summary>Ends a process as a power cut would.</summary>
    internal static void Kill(int process) => Send(process, KillNow);

    /// <summary>Asks a process to end.</summary>
    internal static void Terminate(int process) => Send(process, EndInOrder);

    /// <summary>Stops a process where it is.</summary>
    internal static void Stop(int process) => Send(process, Pause);

    /// <summary>Lets a stopped process go on.</summary>
    internal static void Continue(int process) => Send(process, GoOn);

    private static void Send(int process, int signal)
    {
        // a process that has ended meanwhile needs no signal
        const int NoSuchProcess = 3;
        if (kill(process, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
        {
            throw new InvalidOperationException($"signal {signal} to {process}: error {error}");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int kill(int process, int signal);
}
