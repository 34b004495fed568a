using NumaProbe.Determinism.Tests.Support;

namespace NumaProbe.Determinism.Tests;

/// <summary>The result of a recording's scenario depends on nothing but the file.</summary>
public sealed class RecordingsInAnotherProcessTests
{
    public static TheoryData<string> Recordings =>
    [
        "6.1/n4_defer_race_retrigger",
        "6.1/n4_limit_1200_one_node",
        "6.1/n4_offline_while_probing",
        "6.1/n4_shared_parent_polock_device_first",
        "6.1/n4s_spin_one_node",
        "6.12/n4_barrier_kinds",
        "6.12/n4_nested_reprobe_children",
        "6.12/n4_region_namespace_pmem_sync",
        "6.12/n4_spin_one_node",
        "6.12/n4_two_match_device_first_as",
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public Task Its_trace_is_the_same_to_the_byte(string recording) =>
        TwoRuns.ShouldAgreeAsync(RepoRoot.Combine($"tests/Conformance/Recordings/{recording}.json"));
}
