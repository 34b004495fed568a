using System.CommandLine;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Certificates;

namespace NumaProbe.Cli.Services;

/// <summary>The options that give a process its certificate, in the same words in every verb: all three or none.</summary>
internal sealed class ClusterTlsOptions
{
    /// <summary>The process's own certificate.</summary>
    internal Option<string?> Certificate { get; } = new("--cluster-cert")
    {
        Description = "Certificate (PEM) that this process shows to the others of its cluster",
        HelpName = "FILE",
    };

    /// <summary>The key of that certificate.</summary>
    internal Option<string?> Key { get; } = new("--cluster-key")
    {
        Description = "Key (PEM) of that certificate",
        HelpName = "FILE",
    };

    /// <summary>Whom it trusts.</summary>
    internal Option<string?> Authorities { get; } = new("--cluster-ca")
    {
        Description = "Authorities (PEM) that the certificates of the others must come from",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(Certificate);
        verb.Add(Key);
        verb.Add(Authorities);
    }

    /// <summary>What the files hold, nothing when none is given, or the end of the command.</summary>
    /// <param name="parsed">The command line.</param>
    internal ClusterTls? Read(ParseResult parsed)
    {
        if (Files(parsed) is not { } files)
        {
            return null;
        }

        var (tls, problem) = ClusterTls.Read(files);
        return tls ?? throw new CliFailure(ExitCode.Usage, problem!);
    }

    /// <summary>The files, nothing when none is given, or the end of the command.</summary>
    /// <param name="parsed">The command line.</param>
    internal ClusterTlsFiles? Files(ParseResult parsed)
    {
        Option<string?>[] options = [Certificate, Key, Authorities];
        var missing = options.Where(option => string.IsNullOrEmpty(parsed.GetValue(option))).Select(option => option.Name).ToList();
        if (missing.Count == 0)
        {
            return new ClusterTlsFiles(parsed.GetValue(Certificate)!, parsed.GetValue(Key)!, parsed.GetValue(Authorities)!);
        }

        // an option with an empty value is a variable of a script that was not set: never a wish to do without
        return options.All(option => parsed.GetResult(option) is null) ? null : throw new CliFailure(
            ExitCode.Usage, $"--cluster-cert, --cluster-key and --cluster-ca belong together; "
                + $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing");
    }
}
