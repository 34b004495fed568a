namespace NumaProbe.Shared.Probing;

/// <summary>An error and when it is returned.</summary>
/// <param name="Errno">Negative errno.</param>
/// <param name="Condition">When.</param>
/// <param name="CheckAtEntry">Looks before the work, and a condition that holds then skips the work; otherwise after it.</param>
public sealed record ErrorCase(int Errno, ResultCondition Condition, bool CheckAtEntry);
