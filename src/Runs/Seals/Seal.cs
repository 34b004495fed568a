namespace NumaProbe.Runs.Seals;

/// <summary>A hash over the first rows of a list of events.</summary>
/// <param name="List">Number of the list, see <see cref="SealList.All"/>.</param>
/// <param name="Number">Place among the seals of the list, from 0.</param>
/// <param name="Rows">How many rows it stands for.</param>
/// <param name="Hash">XXH3 over them, 64 bits.</param>
internal readonly record struct Seal(int List, int Number, long Rows, long Hash);
