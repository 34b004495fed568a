namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// Where the broker is and who we are to it. Holds a secret: its text never shows the password, and no message of its making quotes what
/// was read.
/// </summary>
public sealed class BrokerUri
{
    private const int PlainPort = 5672;
    private const int TlsPort = 5671;
    private const string Form = "amqp[s]://USER:PASSWORD@HOST[:PORT][/VHOST]";

    private BrokerUri(bool isTls, string host, int port, string virtualHost, string user, string password) =>
        (IsTls, Host, Port, VirtualHost, User, Password) = (isTls, host, port, virtualHost, user, password);

    /// <summary>The connection is encrypted and the broker proves who it is.</summary>
    public bool IsTls { get; }

    /// <summary>Name or address of the broker's machine.</summary>
    public string Host { get; }

    /// <summary>Port.</summary>
    public int Port { get; }

    /// <summary>Virtual host.</summary>
    public string VirtualHost { get; }

    /// <summary>User.</summary>
    public string User { get; }

    /// <summary>The broker is on this machine, so that what is not encrypted still does not leave it.</summary>
    public bool IsLoopback =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(Host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>Password; goes to the broker and nowhere else.</summary>
    internal string Password { get; }

    /// <summary>Understands an address.</summary>
    /// <param name="text">One line.</param>
    /// <returns>The address, or what is wrong with it; exactly one of the two.</returns>
    public static (BrokerUri? Uri, string? Problem) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri))
        {
            return (null, $"it is no address of the form {Form}");
        }

        if (uri.Scheme is not ("amqp" or "amqps"))
        {
            return (null, $"it must begin with amqp:// or amqps://: {Form}");
        }

        var secret = uri.UserInfo.Split(':', 2);
        if (secret is not [{ Length: > 0 } user, { Length: > 0 } password])
        {
            return (null, $"user and password are missing: {Form}");
        }

        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return (null, $"it has no host, or something after the virtual host: {Form} (a '/', '?' or '#' in a password is written %2F, %3F, %23)");
        }

        var isTls = uri.Scheme is "amqps";
        var path = uri.AbsolutePath.TrimStart('/');
        if (path.Contains('/', StringComparison.Ordinal))
        {
            return (null, $"its virtual host has a '/', which is written %2F: {Form}");
        }

        return (new BrokerUri(
            isTls, uri.Host, uri.IsDefaultPort || uri.Port < 0 ? isTls ? TlsPort : PlainPort : uri.Port,
            path.Length == 0 ? "/" : Uri.UnescapeDataString(path), Uri.UnescapeDataString(user), Uri.UnescapeDataString(password)), null);
    }

    /// <summary>The address without user and password.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{(IsTls ? "amqps" : "amqp")}://{Host}:{Port}/{Uri.EscapeDataString(VirtualHost.TrimStart('/'))}");
}
