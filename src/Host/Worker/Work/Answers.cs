using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Texts;
using Atelier.Host.Worker.Link;
using Atelier.Imaging;
using Atelier.Sampling;

namespace Atelier.Host.Worker.Work;

/// <summary>Answers the server's questions, beside the generation that may be running.</summary>
internal sealed class Answers(
    AtelierOptions options, ModelCatalog catalog, ModelLoader models, LivePlugins plugins, IPictureSource pictures)
{
    private readonly MapAnswers _maps = new(models.Files, models.Networks);
    private readonly CuratingAnswers _curating = new(models.Files, models.Networks);

    public async Task<LinkMessage.Answer> ToAsync(LinkMessage.Ask ask, CancellationToken cancellation)
    {
        try
        {
            return new LinkMessage.Answer(ask.Id, Questions.ToElement(await OfAsync(Questions.OfMessage(ask), cancellation)));
        }
        catch (RequestException exception)
        {
            return new LinkMessage.Answer(ask.Id, default, exception.Field, exception.Problem);
        }
        catch (CheckpointException exception)
        {
            return new LinkMessage.Answer(ask.Id, default, "model", exception.Message);
        }
        catch (PictureException exception)
        {
            return new LinkMessage.Answer(ask.Id, default, "image", exception.Message);
        }
        catch (Exception exception)
        {
            return new LinkMessage.Answer(ask.Id, default, null, OneLine.Of($"{exception.GetType().Name}: {exception.Message}"));
        }
    }

    private async Task<object> OfAsync(object question, CancellationToken cancellation) => question switch
    {
        SigmasQuestion sigmas => Sigmas(sigmas),
        LoadQuestion load => models.Load(load.Model, cancellation),
        UnloadQuestion unload => models.Unload(unload.Model),
        RescanQuestion => await RescanAsync(cancellation),
        ConfigureQuestion configure => await ConfigureAsync(configure, cancellation),
        AnimationQuestion animation => PictureAnswers.Animate(animation, pictures),
        ResizeQuestion resize => PictureAnswers.Resize(resize),
        TilesQuestion tiles => TileAnswers.Cut(tiles),
        JoinQuestion join => TileAnswers.Join(join),
        SheetQuestion sheet => TileAnswers.Sheet(sheet),
        PreprocessQuestion preprocess => WithParts(parts => _maps.Make(parts, preprocess, cancellation)),
        PreprocessorsQuestion => WithParts(_maps.List),
        UpscaleQuestion upscale =>
            WithParts(parts => PictureAnswers.Upscale(new PictureUpscaler(parts, models.Files, models.Networks), upscale, cancellation)),
        AssessQuestion assess => WithParts(parts => _curating.Assess(parts, assess, cancellation)),
        CuratorsQuestion => WithParts(_curating.List),
        FinishQuestion finish =>
            WithParts(parts => FinishAnswers.Finish(new PictureUpscaler(parts, models.Files, models.Networks), finish, cancellation)),
        _ => throw new InvalidOperationException($"{question.GetType().Name} has no answer"),
    };

    private async Task<bool> RescanAsync(CancellationToken cancellation)
    {
        await plugins.RescanAsync(cancellation);
        return true;
    }

    private async Task<bool> ConfigureAsync(ConfigureQuestion question, CancellationToken cancellation)
    {
        await plugins.ConfigureAsync(question.Plugin, question.Options, cancellation);
        return true;
    }

    private T WithParts<T>(Func<IPartRegistry, T> answer)
    {
        using var parts = plugins.Use();
        return answer(parts);
    }

    private IReadOnlyList<double> Sigmas(SigmasQuestion question)
    {
        if (question.Steps < 1 || question.Steps > options.Limits.Steps)
        {
            throw new RequestException("steps", $"{question.Steps} is not possible; it must be from 1 to {options.Limits.Steps}");
        }

        using var parts = plugins.Use();
        var schedule = parts.Find<ISigmaSchedule>(question.Schedule);
        using var checkpoint = catalog.Open(question.Model ?? options.DefaultModel);
        return schedule.Sigmas(new SigmaRequest(question.Steps, SigmaTable.From(checkpoint.Scheduler), checkpoint.Family.Id));
    }
}
