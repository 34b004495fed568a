using System.Globalization;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Support;

/// <summary>A cluster that <c>numaprobe up</c> keeps running.</summary>
internal sealed class UpCluster : RunningCluster
{
    private readonly GuardedProcess _up;

    private UpCluster() => _up = NumaProbeProgram.Start(
        Folder, Note, [], "up", "--processes", HostCount.ToString(CultureInfo.InvariantCulture), "--cluster", Name,
        "--listen", ProcessPlace.Loopback(Port), "--data", Data);

    /// <summary>Starts one and waits until every process has joined.</summary>
    internal static Task<UpCluster> StartAsync() => WorkingAsync(new UpCluster());

    /// <inheritdoc/>
    internal override async Task<int?> CoordinatorAsync() => await ChildAsync("coordinator");

    /// <inheritdoc/>
    internal override async Task<int?> HostAsync(int host) => await ChildAsync(string.Create(CultureInfo.InvariantCulture, $"host-{host}"));

    private protected override async Task EndAsync()
    {
        // in order, so that no child is left
        if (_up.Id.IsCompletedSuccessfully)
        {
            Signals.Terminate(await _up.Id);
            await Eventually.Happens(_up.Exited, "the end of the cluster");
        }

        _up.Dispose();
    }

    private async Task<int?> ChildAsync(string word) =>
        ProcessTree.Children(await _up.Id, word, Name) is [var child, ..] ? child : null;
}
