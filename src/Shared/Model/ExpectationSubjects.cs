namespace NumaProbe.Shared.Model;

/// <summary>What a scenario may state about its result. A new figure of the summary is one line here.</summary>
public static class ExpectationSubjects
{
    /// <summary>Begins the subject that names a device: <c>bound_to:nvme0</c>; its text is the driver's name, or <see cref="Unbound"/>.</summary>
    public const string BoundTo = "bound_to";

    /// <summary>Begins the subject that names a kernel name: <c>named:sda</c>; its text is the device's name, or <see cref="Unbound"/>.</summary>
    public const string Named = "named";

    /// <summary>Text of <see cref="BoundTo"/> for a device that no driver is bound to, and of <see cref="Named"/> for a name that nothing has.</summary>
    public const string Unbound = "none";

    private static readonly (string Name, ExpectationUnit Unit)[] Known =
    [
        ("makespan", ExpectationUnit.Duration),
        ("waiting", ExpectationUnit.Duration),
        ("working", ExpectationUnit.Duration),
        ("remote", ExpectationUnit.Duration),
        ("bound", ExpectationUnit.Count),
        ("unbound", ExpectationUnit.Count),
        ("deferred", ExpectationUnit.Count),
        ("failed", ExpectationUnit.Count),
        ("blocked", ExpectationUnit.Count),
        ("probes", ExpectationUnit.Count),
        ("unfinished", ExpectationUnit.Count),
        ("ended_off_node", ExpectationUnit.Count),
        ("max_concurrent", ExpectationUnit.Count),
        ("hazards", ExpectationUnit.Count),
        ("on_node_percent", ExpectationUnit.Percent),
        ("status", ExpectationUnit.Text),
    ];

    /// <summary>Every key under <c>expect</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(k => k.Name), BoundTo, Named];

    /// <summary>How values of a subject are written, or null for an unknown one.</summary>
    /// <param name="subject">The subject; one that names a device may come with the name.</param>
    public static ExpectationUnit? UnitOf(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (Begins(subject, BoundTo) || Begins(subject, Named))
        {
            return ExpectationUnit.Text;
        }

        var found = Array.Find(Known, k => string.Equals(k.Name, subject, StringComparison.Ordinal));
        return found.Name is null ? null : found.Unit;
    }

    private static bool Begins(string subject, string prefix) =>
        subject.StartsWith(prefix, StringComparison.Ordinal) && (subject.Length == prefix.Length || subject[prefix.Length] == ':');
}
