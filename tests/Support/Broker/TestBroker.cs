using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace NumaProbe.Tests.Support.Broker;

/// <summary>
/// A RabbitMQ of its own for tests: own node, ports, name server, folder and password, on the loopback address only, gone when disposed of
/// or when the test process ends. Needs the programs of the packages rabbitmq-server and erlang-base.
/// </summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string ReadyLine = "Server startup complete";

    private readonly DirectoryInfo _folder;
    private readonly BrokerPlace _place;
    private readonly BrokerLayout _layout;
    private readonly TestCertificates _certificates = new();
    private readonly ConcurrentQueue<string> _log = new();
    private GuardedProcess? _names;
    private GuardedProcess? _server;

    private TestBroker(DirectoryInfo folder, BrokerPlace place)
    {
        _folder = folder;
        _place = place;
        _layout = BrokerLayout.Create(folder.FullName, _certificates, place.Address);
    }

    /// <summary>This machine has a broker to start.</summary>
    internal static bool IsInstalled => File.Exists(Server) && File.Exists("/usr/bin/erl_call") && File.Exists("/usr/bin/epmd");

    /// <summary>Its user.</summary>
    internal string User => _layout.User;

    /// <summary>Its password; a canary that may be found in no log.</summary>
    internal string Password => _layout.Password;

    /// <summary>Port without TLS.</summary>
    internal int Port => _layout.Port;

    /// <summary>Port with TLS.</summary>
    internal int TlsPort => _layout.TlsPort;

    /// <summary>Its address without TLS.</summary>
    internal string Uri => string.Create(CultureInfo.InvariantCulture, $"amqp://{User}:{Password}@127.0.0.1:{Port}/");

    /// <summary>Its address with TLS.</summary>
    internal string TlsUri => string.Create(CultureInfo.InvariantCulture, $"amqps://{User}:{Password}@localhost:{TlsPort}/");

    /// <summary>Its address without TLS for those beside it, where it has one for them.</summary>
    internal string OuterUri => string.Create(CultureInfo.InvariantCulture, $"amqp://{User}:{Password}@{_place.Address}:{Port}/");

    /// <summary>File that holds <see cref="Uri"/>.</summary>
    internal string UriFile => Path.Combine(_folder.FullName, "broker.uri");

    /// <summary>File with the authority of its certificate.</summary>
    internal string AuthorityFile => _layout.AuthorityFile;

    /// <summary>Certificates of the same authority.</summary>
    internal TestCertificates Certificates => _certificates;

    /// <summary>Starts one and waits until it takes connections.</summary>
    /// <param name="place">Where; null for this network.</param>
    internal static async Task<TestBroker> StartAsync(BrokerPlace? place = null)
    {
        var broker = new TestBroker(Directory.CreateTempSubdirectory("numaprobe-broker-"), place ?? BrokerPlace.Here);
        try
        {
            await File.WriteAllTextAsync(broker.UriFile, broker.Uri + "\n");
            broker._names = GuardedProcess.Start(
                broker._layout.Environment, broker._log.Enqueue, [.. broker._place.Before, "epmd", "-port", broker._layout.NamesPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"]);
            await broker.StartServerAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it as a power cut would; what it does not keep on disk is lost.</summary>
    internal async Task KillAsync()
    {
        await _server!.KillAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>, with what it kept.</summary>
    internal async Task StartServerAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = GuardedProcess.Start(_layout.Environment, line => Note(line, ready), [.. _place.Before, Server]);
        Task ended = _server.Exited;
        if (await Eventually.Happens(Task.WhenAny(ready.Task, ended), "the broker to start") == ended)
        {
            throw new InvalidOperationException($"the broker did not start:\n{string.Join('\n', _log.TakeLast(40))}");
        }
    }

    /// <summary>Kills it and starts it again.</summary>
    internal async Task RestartAsync()
    {
        await KillAsync();
        await StartServerAsync();
    }

    /// <summary>Stops and starts what serves connections, within the same process: takes a fraction of a second.</summary>
    internal Task BounceAsync() => EvaluateAsync("rabbit:stop(), rabbit:start().");

    /// <summary>Closes every connection, telling the other side.</summary>
    internal Task CloseConnectionsAsync() =>
        EvaluateAsync("rabbit_networking:close_connections(rabbit_networking:connections(), <<\"closed by a test\">>).");

    /// <summary>Cuts every connection without a word.</summary>
    internal Task CutConnectionsAsync() => EvaluateAsync("[exit(C, kill) || C <- rabbit_networking:connections()].");

    /// <summary>Has it work something out.</summary>
    /// <param name="expression">Erlang, with its full stop.</param>
    /// <returns>What came out.</returns>
    internal async Task<string> EvaluateAsync(string expression)
    {
        string[] command = [.. _place.Before, "erl_call", "-c", _layout.Cookie, "-sname", _layout.Node, "-timeout", "60", "-e"];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ERL_EPMD_PORT"] = _layout.NamesPort.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(expression + "\n");
        process.StandardInput.Close();
        var output = await Eventually.Happens(process.StandardOutput.ReadToEndAsync(), "the broker to answer");
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && output.StartsWith("{ok", StringComparison.Ordinal)
            ? output
            : throw new InvalidOperationException($"{expression}\ngave {output}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        _names?.Dispose();
        _certificates.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Note(string line, TaskCompletionSource ready)
    {
        const int Kept = 1000;
        _log.Enqueue(line);
        while (_log.Count > Kept)
        {
            _log.TryDequeue(out _);
        }

        if (line.Contains(ReadyLine, StringComparison.Ordinal))
        {
            ready.TrySetResult();
        }
    }
}
