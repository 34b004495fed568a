using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NumaProbe.Processes.Support;

/// <summary>
/// Two networks with one cable between them, made by the test and reached by nothing else: <c>a</c> with the address <see cref="AddressA"/> and
/// <c>b</c> with <see cref="AddressB"/>.
/// </summary>
internal sealed partial class NetworkPair : IDisposable
{
    internal const string AddressA = "10.77.0.1";
    internal const string AddressB = "10.77.0.2";

    private const string NobodysCard = "02:00:00:00:00:99";

    private readonly string _id = "np" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));

    private NetworkPair()
    {
    }

    /// <summary>Starts a program in network a.</summary>
    internal string[] InA => ["ip", "netns", "exec", _id + "a"];

    /// <summary>Starts a program in network b.</summary>
    internal string[] InB => ["ip", "netns", "exec", _id + "b"];

    private string CableA => _id + "va";

    private string CableB => _id + "vb";

    /// <summary>A port in network a.</summary>
    internal ProcessPlace PlaceInA(int port) => new(string.Create(CultureInfo.InvariantCulture, $"{AddressA}:{port}")) { Before = InA };

    /// <summary>A port in network b.</summary>
    internal ProcessPlace PlaceInB(int port) => new(string.Create(CultureInfo.InvariantCulture, $"{AddressB}:{port}")) { Before = InB };

    /// <summary>Makes them; skips or fails the calling test where that is not possible.</summary>
    internal static NetworkPair Create()
    {
        Needs.Tool("ip");
        var pair = new NetworkPair();
        var (code, output) = Launch.ToEnd("/", "sh", "-c", "ip netns add " + pair._id + "a 2>&1");
        Needs.That(code == 0, $"no network can be made: {output}");
        Ip("netns", "add", pair._id + "b");
        Ip("link", "add", pair.CableA, "netns", pair._id + "a", "type", "veth", "peer", "name", pair.CableB, "netns", pair._id + "b");
        foreach (var (network, cable, address) in new[] { ("a", pair.CableA, AddressA), ("b", pair.CableB, AddressB) })
        {
            Ip("-n", pair._id + network, "address", "add", address + "/24", "dev", cable);
            Ip("-n", pair._id + network, "link", "set", cable, "up");
            Ip("-n", pair._id + network, "link", "set", "lo", "up");
        }

        return pair;
    }

    /// <summary>Unplugs the cable.</summary>
    internal void Unplug() => Ip("-n", _id + "a", "link", "set", CableA, "down");

    /// <summary>Plugs it in again.</summary>
    internal void Plug() => Ip("-n", _id + "a", "link", "set", CableA, "up");

    /// <summary>What b sends reaches a no longer; what a sends still reaches b.</summary>
    internal void MuteB() => Ip("-n", _id + "b", "neighbour", "replace", AddressA, "lladdr", NobodysCard, "dev", CableB, "nud", "permanent");

    /// <summary>Ends <see cref="MuteB"/>.</summary>
    internal void UnmuteB() => Ip("-n", _id + "b", "neighbour", "del", AddressA, "dev", CableB);

    /// <summary>What a sends reaches b no longer; what b sends still reaches a.</summary>
    internal void MuteA() => Ip("-n", _id + "a", "neighbour", "replace", AddressB, "lladdr", NobodysCard, "dev", CableA, "nud", "permanent");

    /// <summary>Ends <see cref="MuteA"/>.</summary>
    internal void UnmuteA() => Ip("-n", _id + "a", "neighbour", "del", AddressB, "dev", CableA);

    /// <summary>Makes a connection within network a, for this process, which is in neither.</summary>
    internal ValueTask<Stream> ConnectInAAsync(IPEndPoint to, CancellationToken cancellation) => ConnectAsync("a", to, cancellation);

    /// <summary>Makes a connection within network b, for this process, which is in neither.</summary>
    internal ValueTask<Stream> ConnectInBAsync(IPEndPoint to, CancellationToken cancellation) => ConnectAsync("b", to, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        Launch.ToEnd("/", "ip", "netns", "del", _id + "a");
        Launch.ToEnd("/", "ip", "netns", "del", _id + "b");
    }

    private ValueTask<Stream> ConnectAsync(string network, IPEndPoint to, CancellationToken cancellation)
    {
        // a thread can change its network, and a socket stays in that of the thread that made it
        var made = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Connect(network, to, made)) { IsBackground = true }.Start();
        return new ValueTask<Stream>(made.Task.WaitAsync(cancellation));
    }

    private void Connect(string name, IPEndPoint to, TaskCompletionSource<Stream> made)
    {
        const int NetworkOnly = 0x40000000;
        Socket? socket = null;
        try
        {
            using var network = File.OpenHandle($"/run/netns/{_id}{name}");
            if (setns(network, NetworkOnly) != 0)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"setns: error {Marshal.GetLastPInvokeError()}"));
            }

            socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(to);
            made.SetResult(new NetworkStream(socket, ownsSocket: true));
        }
#pragma warning disable CA1031 // it is thrown where it is waited for
        catch (Exception e)
#pragma warning restore CA1031
        {
            socket?.Dispose();
            made.SetException(e);
        }
    }

    private static void Ip(params string[] words)
    {
        var (code, output) = Launch.ToEnd("/", "ip", words);
        code.ShouldBe(0, $"ip {string.Join(' ', words)}: {output}");
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setns(SafeHandle network, int kind);
}
