using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Tests.Support.Broker;

/// <summary>Where a test's broker keeps what, and what it is told at its start. Writes its files; starts nothing.</summary>
internal sealed class BrokerLayout
{
    private const int PortsNeeded = 4;
    private const int SecretBytes = 12;

    private readonly string _folder;
    private readonly int[] _ports = FreePorts.Take(PortsNeeded);

    private readonly string? _address;

    private BrokerLayout(string folder, string? address) => (_folder, _address) = (folder, address);

    internal string User { get; } = "user-" + Secret();

    internal string Password { get; } = "secret-" + Secret();

    internal string Cookie { get; } = Secret();

    internal string Node => string.Create(CultureInfo.InvariantCulture, $"numaprobe{Port}@localhost");

    internal int Port => _ports[0];

    internal int TlsPort => _ports[1];

    internal int NamesPort => _ports[2];

    internal string AuthorityFile => Path.Combine(_folder, "authority.pem");

    /// <summary>The whole environment of its processes: nothing of the machine's own broker gets in.</summary>
    internal Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["HOME"] = _folder,
        ["LANG"] = "C.UTF-8",
        ["ERL_CRASH_DUMP_SECONDS"] = "0",
        ["ERL_EPMD_PORT"] = Text(NamesPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = Node,
        ["RABBITMQ_DIST_PORT"] = Text(_ports[3]),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "enabled_plugins"),

        // no busy waiting: the cores are needed by those who talk to it
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",

        // makes the start script become the broker instead of waiting for it
        ["detached"] = "yes",
    };

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="certificates">Where its certificate comes from.</param>
    /// <param name="address">An address beside the loopback one to listen on, or null.</param>
    internal static BrokerLayout Create(string folder, TestCertificates certificates, string? address)
    {
        var layout = new BrokerLayout(folder, address);
        var cookie = Path.Combine(folder, ".erlang.cookie");
        File.WriteAllText(cookie, layout.Cookie);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
        }

        Directory.CreateDirectory(Path.Combine(folder, "log"));
        File.WriteAllText(Path.Combine(folder, "enabled_plugins"), "[].\n");
        File.WriteAllText(layout.AuthorityFile, certificates.AuthorityPem);
        using var own = certificates.Right();
        File.WriteAllText(Path.Combine(folder, "own.pem"), own.ExportCertificatePem());
        using var key = own.GetECDsaPrivateKey()!;
        File.WriteAllText(Path.Combine(folder, "own.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "rabbitmq.conf"), layout.Configuration());
        return layout;
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Configuration() => string.Create(CultureInfo.InvariantCulture, $"""
        listeners.tcp.1 = 127.0.0.1:{Port}
        {(_address is null ? "" : $"listeners.tcp.2 = {_address}:{Port}")}
        listeners.ssl.1 = 127.0.0.1:{TlsPort}
        ssl_options.cacertfile = {AuthorityFile}
        ssl_options.certfile = {Path.Combine(_folder, "own.pem")}
        ssl_options.keyfile = {Path.Combine(_folder, "own.key")}
        ssl_options.verify = verify_none
        ssl_options.fail_if_no_peer_cert = false
        default_user = {User}
        default_pass = {Password}
        log.console = true
        log.console.level = info
        log.file = false

        """);
}
