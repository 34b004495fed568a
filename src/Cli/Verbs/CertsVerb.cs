using System.CommandLine;
using System.Globalization;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Certificates;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>certs init</c>: makes the certificates of a cluster's processes.</summary>
internal static class CertsVerb
{
    private const string DefaultFolder = "certs";

    internal static Verb Create(CliContext context)
    {
        var verb = new Verb(
            "certs", "Make certificates for the processes of a cluster",
            "numaprobe certs init coordinator node-0 node-1",
            "numaprobe certs init --out certs 10.0.0.5 10.0.0.6")
        {
            Init(context),
        };
        return verb;
    }

    private static Verb Init(CliContext context)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = "Host that a process is reached by: DNS name or IP address; NAME=alias,alias where it has several",
            Arity = new ArgumentArity(1, CertificateLimits.MaxCertificates),
        };
        var folder = new Option<string>("--out")
        {
            Description = "Folder for the files",
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultFolder,
        };
        var keep = new Option<bool>("--keep-ca-key")
        {
            Description = "Keep the authority's key (ca.key), to add certificates later; guard it",
        };
        var force = new Option<bool>("--force") { Description = "Make a whole new set and replace files that are there" };
        var verb = new Verb(
            "init", "Make an authority and a certificate with its key for each name",
            "numaprobe certs init coordinator node-0 node-1",
            "numaprobe certs init --out certs coordinator=10.0.0.5,coordinator.example node-0=10.0.0.6",
            "numaprobe certs init --keep-ca-key coordinator && numaprobe certs init node-0")
        {
            names, folder, keep, force,
        };
        verb.SetAction(parsed =>
        {
            var (read, wrong) = CertificateName.ParseAll(parsed.GetRequiredValue(names));
            var all = read ?? throw new CliFailure(ExitCode.Usage, wrong!);
            var place = parsed.GetValue(folder) is { Length: > 0 } given
                ? given
                : throw new CliFailure(ExitCode.Usage, "--out takes the name of a folder");
            var order = new CertificateOrder(place, all, parsed.GetValue(keep), parsed.GetValue(force), DateTimeOffset.UtcNow);
            var (set, problem) = CertificateKit.Make(order);
            context.Console.Out.Write(Describe(
                order, set ?? throw new CliFailure(problem!.IsOfTheDisk ? ExitCode.RunFailed : ExitCode.Usage, problem.Text)));
            return ExitCode.Ok;
        });
        return verb;
    }

    private static string Describe(CertificateOrder order, CertificateSet set)
    {
        var first = Path.Combine(order.Folder, order.Names[0].FileName);
        var files = string.Concat(set.Files.Select(file => $"{PlainText.Of(file)}\n"));
        var outdated = string.Concat(set.Outdated.Select(file => $"{PlainText.Of(file)} is of an earlier authority and fits no more\n"));
        var until = set.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return files + outdated
            + $"\nValid until {until}. Each process gets {CertificateKit.AuthorityFile} and its own two files, for example:\n"
            + $"  numaprobe coordinator --address {Host(order.Names[0].Title)}:4053 --cluster-cert {Word(first)}.pem "
            + $"--cluster-key {Word(first)}.key --cluster-ca {Word(set.AuthorityFile)}\n";
    }

    private static string Host(string title) => title.Contains(':', StringComparison.Ordinal) ? $"[{title}]" : title;

    // a shell takes the line as it is
    private static string Word(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? path
            : "'" + PlainText.Of(path).Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
