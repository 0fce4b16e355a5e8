namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>The rules of a byte-pair encoding, by the ids of the two symbols that they join.</summary>
internal sealed class MergeTable
{
    private readonly Dictionary<long, MergeRule> _rules;

    public MergeTable(int capacity) => _rules = new Dictionary<long, MergeRule>(capacity);

    /// <summary>Adds a rule of lower priority than all before it. A pair that has a rule keeps it.</summary>
    public void Add(int left, int right, int id) => _rules.TryAdd(Key(left, right), new MergeRule(_rules.Count, id));

    public MergeRule? Find(int left, int right) => _rules.TryGetValue(Key(left, right), out var rule) ? rule : null;

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;
}

/// <summary>What a pair becomes.</summary>
/// <param name="Rank">Lower comes first.</param>
/// <param name="Id">The joined symbol.</param>
internal readonly record struct MergeRule(int Rank, int Id);
