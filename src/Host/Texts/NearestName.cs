namespace Atelier.Host.Texts;

/// <summary>Guesses what was meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The known name with the fewest typing errors (a letter too many, missing, wrong, or two swapped), without regard to case; null
    /// where none has fewer than a third of its letters wrong.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= 8)
            .Select(candidate => (Name: candidate, Errors: Errors(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Errors <= Math.Max(1, candidate.Name.Length / 3))
            .OrderBy(candidate => candidate.Errors)
            .FirstOrDefault();
        return best.Name;
    }

    /// <summary>" (did you mean 'x'?)", or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> known) =>
        Of(name, known) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

    /// <summary>The optimal string alignment distance.</summary>
    private static int Errors(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
