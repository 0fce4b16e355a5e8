namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>
/// Byte-pair encoding of one word (Sennrich et al. 2016): as long as a pair of neighbours has a rule, the rule of lowest rank joins all
/// its pairs from left to right. A queue by rank and position keeps it at n log n for words of any length. Used by one thread.
/// </summary>
/// <param name="merges">The rules.</param>
internal sealed class WordMerger(MergeTable merges)
{
    private const int Gone = -1;

    private readonly PriorityQueue<int, (int Rank, int Position)> _queue = new();
    private readonly List<int> _touched = [];
    private int[] _symbols = [];
    private int[] _next = [];
    private int[] _previous = [];

    /// <summary>Joins the symbols of a word and appends what is left.</summary>
    /// <param name="symbols">One id a byte, the last one of those that end a word; overwritten.</param>
    /// <param name="ids">Receives the word's ids.</param>
    public void Merge(int[] symbols, List<int> ids)
    {
        Link(symbols);
        while (_queue.TryPeek(out _, out var lowest))
        {
            // Pairs that arise in this pass wait for the next one, whatever their rank: the original makes whole passes.
            while (_queue.TryPeek(out var position, out var pair) && pair.Rank == lowest.Rank)
            {
                _queue.Dequeue();
                Join(position, pair.Rank);
            }

            _touched.ForEach(Enqueue);
            _touched.Clear();
        }

        for (var i = 0; i < symbols.Length; i = _next[i])
        {
            ids.Add(_symbols[i]);
        }
    }

    private void Link(int[] symbols)
    {
        _symbols = symbols;
        if (_next.Length < symbols.Length)
        {
            _next = new int[symbols.Length * 2];
            _previous = new int[symbols.Length * 2];
        }

        for (var i = 0; i < symbols.Length; i++)
        {
            _next[i] = i + 1;
            _previous[i] = i - 1;
        }

        for (var i = 0; i < symbols.Length; i++)
        {
            Enqueue(i);
        }
    }

    private void Join(int position, int rank)
    {
        if (RuleAt(position) is not { } rule || rule.Rank != rank)
        {
            return;
        }

        var consumed = _next[position];
        _symbols[position] = rule.Id;
        _symbols[consumed] = Gone;
        _next[position] = _next[consumed];
        if (_next[position] < _symbols.Length)
        {
            _previous[_next[position]] = position;
        }

        _touched.Add(position);
        if (_previous[position] >= 0)
        {
            _touched.Add(_previous[position]);
        }
    }

    private void Enqueue(int position)
    {
        if (RuleAt(position) is { } rule)
        {
            _queue.Enqueue(position, (rule.Rank, position));
        }
    }

    private MergeRule? RuleAt(int position) =>
        _symbols[position] != Gone && _next[position] < _symbols.Length ? merges.Find(_symbols[position], _symbols[_next[position]]) : null;
}
