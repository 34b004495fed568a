namespace NumaProbe.Shared.Probing;

/// <summary>When a probe fails: all that is given must hold.</summary>
/// <param name="Attempt">It is this try on the device, counting from 1.</param>
/// <param name="Node">The probing thread is on this node at that moment.</param>
/// <param name="Bound">This device is bound.</param>
/// <param name="NotBound">This device is not bound.</param>
/// <param name="Present">This device is added.</param>
/// <param name="NotPresent">This device is not added.</param>
public sealed record ResultCondition(int? Attempt, int? Node, string? Bound, string? NotBound, string? Present, string? NotPresent)
{
    /// <summary>The kernel is of this release, for example <c>v6.12</c>, or later; null: any.</summary>
    public string? Since { get; init; }

    /// <summary>The kernel is older than this release; null: any.</summary>
    public string? Before { get; init; }

    /// <summary>The devices it names, null for those left out; in the order of the members.</summary>
    public IReadOnlyList<string?> Devices => [Bound, NotBound, Present, NotPresent];

    /// <summary>The condition with other devices, in the order of <see cref="Devices"/>.</summary>
    /// <param name="change">What becomes of each name.</param>
    public ResultCondition WithDevices(Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this with { Bound = Change(Bound), NotBound = Change(NotBound), Present = Change(Present), NotPresent = Change(NotPresent) };

        string? Change(string? name) => name is null ? null : change(name);
    }
}
