using Atelier.Adapters;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>The adapters of a batch, opened for its model.</summary>
internal sealed class AdapterSet : IDisposable
{
    private readonly List<Member> _members = [];

    /// <summary>None.</summary>
    public static AdapterSet Empty { get; } = new();

    /// <summary>What recipes say of them.</summary>
    public IReadOnlyList<AppliedAdapter> Applied => [.. _members.Select(member => member.Applied)];

    /// <summary>Whether any changes the UNet.</summary>
    public bool ChangesUNet => _members.Any(member => member.Use.Weight != 0 && member.Touches(AdapterTargets.UNet));

    /// <summary>Whether any changes a text encoder.</summary>
    public bool ChangesText =>
        _members.Any(member => member.TextWeight != 0 && member.Opened.Layers.Any(layer => layer.Target.Component != AdapterTargets.UNet));

    /// <summary>Opens what a batch asks for.</summary>
    /// <param name="wanted">The adapters with the fields that name them.</param>
    /// <param name="catalog">Where their files are found.</param>
    /// <param name="model">What they may change.</param>
    /// <param name="formats">What plugins can read.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">One is not there, damaged, or for another kind of model.</exception>
    public static AdapterSet Open(
        IReadOnlyList<WantedAdapter> wanted, AdapterCatalog catalog, AdapterModel model, IReadOnlyList<IAdapterFormat> formats,
        CancellationToken cancellation)
    {
        var set = new AdapterSet();
        try
        {
            foreach (var (use, field, inPrompt) in wanted)
            {
                var entry = catalog.Find(use.Name, field);
                set._members.Add(
                    new Member(use, field, inPrompt, catalog.Hash(entry, cancellation), OpenedAdapter.Open(entry, field, model, formats)));
            }

            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>What is in force on the UNet at a fraction of the schedule.</summary>
    public IReadOnlyList<WeightedAdapter> OnUNet(double progress) =>
        [.. _members.Where(member => member.Use.Weight != 0 && member.Covers(progress)).Select(member => member.At(member.Use.Weight))];

    /// <summary>What is in force on a text encoder: prompts are encoded once, so step ranges do not count.</summary>
    /// <param name="component">Which.</param>
    public IReadOnlyList<WeightedAdapter> OnTextEncoder(string component) =>
        [.. _members.Where(member => member.TextWeight != 0 && member.Touches(component)).Select(member => member.At(member.TextWeight))];

    public void Dispose() => _members.ForEach(member => member.Opened.Dispose());

    private sealed record Member(AdapterUse Use, string Field, bool InPrompt, string Hash, OpenedAdapter Opened)
    {
        public double TextWeight => Use.TextEncoderWeight ?? Use.Weight;

        public AppliedAdapter Applied => new()
        {
            Name = Opened.Entry.Name,
            Hash = Hash,
            Weight = Use.Weight,
            TextEncoderWeight = TextWeight,
            Start = Use.Start,
            End = Use.End,
            InPrompt = InPrompt,
            Matched = Opened.Tensors.Count - Opened.Unmatched.Count,
            Unmatched = Opened.Unmatched.Count,
            FirstUnmatched = [.. Opened.Unmatched.Take(AppliedAdapter.MostNames)],
        };

        // The last step ends where the schedule does.
        public bool Covers(double progress) => progress >= Use.Start && (progress < Use.End || Use.End >= 1);

        public bool Touches(string component) => Opened.Layers.Any(layer => layer.Target.Component == component);

        public WeightedAdapter At(double strength) => new(Opened, Hash, Field, strength);
    }
}

/// <summary>An adapter that a request asks for.</summary>
/// <param name="Use">How.</param>
/// <param name="Field">The field that names it.</param>
/// <param name="InPrompt">Whether a tag in the prompt does.</param>
internal sealed record WantedAdapter(AdapterUse Use, string Field, bool InPrompt);
