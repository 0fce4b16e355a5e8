using Atelier.Conditioning;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>What steers a request: its units with nothing left open, and their maps, each made once for each size.</summary>
internal sealed class RequestControls
{
    private const string Conditioner = "controlnet";

    private readonly ResolvedRequest _request;
    private readonly IConditioner _conditioner;
    private readonly ModelLoader _models;
    private readonly ControlPictures _pictures;
    private readonly PreprocessorRunner _runner;
    private readonly SortedDictionary<(int Unit, int Width, int Height), ControlMap> _maps = [];

    private RequestControls(ResolvedRequest request, IPartRegistry parts, ModelLoader models, ControlPictures pictures)
    {
        _request = request;
        _conditioner = parts.Find<IConditioner>(Conditioner);
        _models = models;
        _pictures = pictures;
        _runner = new PreprocessorRunner(parts, models.Files, models.Networks);
        var catalog = new PreprocessorCatalog(parts, models.Files);
        Units = [.. request.Request.Controls.Select((unit, i) => ControlUnits.Fill(unit, i, catalog, models.Files))];
    }

    /// <summary>The units as they are used: names as they are listed, every option given.</summary>
    public IReadOnlyList<ControlUnit> Units { get; }

    /// <summary>What the networks saw so far: a map a unit, and a second where a second pass had another size.</summary>
    public IReadOnlyList<Picture> Maps => [.. _maps.Values.Select(map => map.Picture)];

    /// <summary>What steers a request; null where nothing does.</summary>
    /// <exception cref="RequestException">A unit names what is not there.</exception>
    public static RequestControls? Of(ResolvedRequest request, IPartRegistry parts, ModelLoader models, ControlPictures pictures) =>
        request.Request.Controls.Count == 0 ? null : new RequestControls(request, parts, models, pictures);

    /// <summary>Makes the maps of a pass, where they are not made, and encodes them.</summary>
    /// <param name="model">The model that is steered.</param>
    /// <param name="pass">The pass's size.</param>
    /// <param name="isSecond">Whether it is a hires fix's second.</param>
    /// <param name="watch">Told of the stage.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>For this pass; null where no unit works in it.</returns>
    /// <exception cref="RequestException">A picture, a preprocessor or a network cannot be used.</exception>
    public Steering? Begin(LoadedModel model, ResolvedRequest pass, bool isSecond, BatchWatch watch, CancellationToken cancellation)
    {
        var units = Enumerable.Range(0, Units.Count).Where(i => WorksIn(Units[i], isSecond)).ToList();
        if (units.Count == 0)
        {
            return null;
        }

        watch.Enter("control");
        var config = model.Checkpoint.UNet.Config;
        var shape = new UNetShape(
            model.Checkpoint.Family.Id, config.CrossAttentionDim, [.. ExpectedUNet.Skips(config)], config.BlockOutChannels[^1]);
        return new Steering(_conditioner.Prepare(new ConditioningRequest(
            [.. units.Select(i => Prepare(i, pass.Width, pass.Height, cancellation))],
            shape,
            model.LatentShape(pass.Request.BatchSize, pass.Width, pass.Height),
            _models.Files,
            _models.Networks,
            cancellation)));
    }

    // Without a hires fix there is one pass, and every unit works in it.
    private bool WorksIn(ControlUnit unit, bool isSecond) =>
        _request.Request.Hires is null || unit.Pass == "both" || unit.Pass == (isSecond ? "second" : "first");

    private PreparedControl Prepare(int index, int width, int height, CancellationToken cancellation)
    {
        if (!_maps.TryGetValue((index, width, height), out var map))
        {
            var (picture, mask) = _pictures.Of(Units[index], index);
            map = _runner.Prepare(picture, Units[index], index, width, height, mask, _request.Seed, cancellation);
            _maps.Add((index, width, height), map);
        }

        return new PreparedControl(Units[index], ControlUnits.Field(index), map.Picture, map.Mask);
    }
}
