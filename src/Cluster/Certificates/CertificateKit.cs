using NumaProbe.Shared;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// Makes the certificates of a cluster's processes, one authority for all of them: <c>ca.pem</c>, and <c>NAME.pem</c> and
/// <c>NAME.key</c> for each. The authority's key is forgotten unless somebody wants it kept (<c>ca.key</c>): who has it can make members
/// of the cluster. Replaces no file unless told to.
/// </summary>
public static class CertificateKit
{
    /// <summary>File of the authority's certificate.</summary>
    public const string AuthorityFile = CertificateName.Authority + CertificateExtension;

    /// <summary>File of the authority's key, where it is kept.</summary>
    public const string AuthorityKeyFile = CertificateName.Authority + KeyExtension;

    private const string CertificateExtension = ".pem";
    private const string KeyExtension = ".key";

    /// <summary>Carries out an order.</summary>
    /// <param name="order">What somebody wants.</param>
    /// <returns>What was made, or why nothing was; exactly one of the two.</returns>
    public static (CertificateSet? Set, CertificateProblem? Problem) Make(CertificateOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!order.Force && ProblemOfFolder(order) is { } there)
        {
            return (null, new CertificateProblem(there, IsOfTheDisk: false));
        }

        var isKnown = !order.Force && File.Exists(In(order, AuthorityKeyFile));
        var (authority, problem) = isKnown ? TakeUp(order) : (CertificateAuthority.Make(order.Now), null);
        if (authority is null)
        {
            return (null, new CertificateProblem(problem!, IsOfTheDisk: false));
        }

        using (authority)
        {
            return Write(order, authority, isNew: !isKnown);
        }
    }

    private static (CertificateSet? Set, CertificateProblem? Problem) Write(
        CertificateOrder order, CertificateAuthority authority, bool isNew)
    {
        var files = new List<PrivateFolderFile>();
        foreach (var name in order.Names)
        {
            var (certificate, key) = authority.Issue(name, order.Now);
            files.Add(new(name.FileName + KeyExtension, key, IsPrivate: true));
            files.Add(new(name.FileName + CertificateExtension, certificate, IsPrivate: false));
        }

        if (isNew && order.KeepAuthorityKey)
        {
            files.Add(new(AuthorityKeyFile, authority.KeyPem, IsPrivate: true));
        }

        if (isNew)
        {
            files.Add(new(AuthorityFile, authority.CertificatePem, IsPrivate: false)); // the last one: where it is, the set is whole
        }

        try
        {
            var outdated = isNew ? Outdated(order) : [];
            PrivateFolder.Put(order.Folder, files, isNew && !order.KeepAuthorityKey ? [AuthorityKeyFile] : [], order.Force);
            var written = files.Select(file => In(order, file.Name)).Order(StringComparer.Ordinal);
            return (new CertificateSet(In(order, AuthorityFile), [.. written], outdated, authority.ExpiryAt(order.Now)), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new CertificateProblem($"nothing was written to {PlainText.Of(order.Folder)}: {e.Message}", IsOfTheDisk: true));
        }
    }

    private static string? ProblemOfFolder(CertificateOrder order)
    {
        var (place, hasAuthority, hasKey) = (
            PlainText.Of(order.Folder), File.Exists(In(order, AuthorityFile)), File.Exists(In(order, AuthorityKeyFile)));
        if (hasAuthority && !hasKey)
        {
            return $"{place} holds {AuthorityFile} without the authority's key ({AuthorityKeyFile}), "
                + "so no certificate can be added to that set: "
                + "make a whole new set for every process with --force, or in another folder with --out DIR; "
                + "with --keep-ca-key the key is kept for next time";
        }

        if (hasKey && !hasAuthority)
        {
            return $"{place} holds {AuthorityKeyFile} without {AuthorityFile}: put that file back, or make a whole new set with --force";
        }

        var present = order.Names.SelectMany(name => new[] { name.FileName + CertificateExtension, name.FileName + KeyExtension })
            .FirstOrDefault(file => Path.Exists(In(order, file)));
        return present is null
            ? null
            : $"{Path.Combine(place, present)} is there already and stays as it is: name only what is new, remove that file first, "
                + "or make a whole new set for every process with --force";
    }

    private static (CertificateAuthority? Authority, string? Problem) TakeUp(CertificateOrder order)
    {
        var (certificates, problem) = PemText.ReadCertificates("the authority", In(order, AuthorityFile));
        if (certificates is null)
        {
            return (null, problem);
        }

        var (key, unreadable) = PemText.Read("the authority's key", In(order, AuthorityKeyFile));
        if (key is null)
        {
            return (null, unreadable);
        }

        var authority = CertificateAuthority.Of(certificates, key);
        if (authority is null)
        {
            return (null, $"{PemText.Place("the authority's key", In(order, AuthorityKeyFile))} "
                + $"fits no certificate in {AuthorityFile} beside it: "
                + "put the right file back, or make a whole new set with --force");
        }

        if (authority.ExpiryAt(order.Now) <= order.Now)
        {
            authority.Dispose();
            return (null, $"{PemText.Place("the authority", In(order, AuthorityFile))} has expired: make a whole new set with --force");
        }

        return (authority, null);
    }

    // what another authority signed and this order does not replace
    private static IReadOnlyList<string> Outdated(CertificateOrder order) => !Directory.Exists(order.Folder)
        ? []
        : [.. Directory.EnumerateFiles(order.Folder, "*" + CertificateExtension).Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => File.Exists(In(order, name + KeyExtension)) && name is not CertificateName.Authority
                && !order.Names.Any(ordered => string.Equals(ordered.FileName, name, StringComparison.Ordinal)))
            .Select(name => In(order, name + CertificateExtension)).Order(StringComparer.Ordinal)];

    private static string In(CertificateOrder order, string file) => Path.Combine(order.Folder, file);
}
