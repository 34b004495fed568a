using Serilog;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// The members of a cluster in a file, one address a line: where a coordinator that is started again finds those it led before, whatever its list
/// of seeds says, so that it joins them instead of beginning a cluster of its own. Owns the file; a file that is lost or wrong costs no more than that.
/// </summary>
public sealed class KnownMembers
{
    /// <summary>Most members remembered.</summary>
    public const int MaxMembers = 64;

    private const int MaxBytes = 64 << 10;

    private readonly string _path;
    private readonly ILogger _log;
    private string _written = "";

    /// <summary>Names the file; reads nothing yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">For the operator.</param>
    public KnownMembers(string path, ILogger log) => (_path, _log) = (path, log);

    /// <summary>The members known from before; none when there is no file, or when it cannot be read.</summary>
    public IReadOnlyList<HostPort> Read()
    {
        try
        {
            if (!File.Exists(_path) || new FileInfo(_path).Length > MaxBytes)
            {
                return [];
            }

            return [.. File.ReadLines(_path).Take(MaxMembers).Select(line => HostPort.Parse(line.Trim()).Value).OfType<HostPort>().Where(member => member.Port > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Warning("the members in {File} cannot be read: {Problem}", _path, e.Message);
            return [];
        }
    }

    /// <summary>Writes the members, unless they are written already.</summary>
    internal void Write(IEnumerable<HostPort> members)
    {
        var text = string.Concat(members.Take(MaxMembers).Select(member => member + "\n"));
        if (string.Equals(text, _written, StringComparison.Ordinal))
        {
            return;
        }

        _written = text;
        try
        {
            File.WriteAllText(_path + ".new", text);
            File.Move(_path + ".new", _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Warning("the members cannot be written to {File}: {Problem}", _path, e.Message);
        }
    }
}
