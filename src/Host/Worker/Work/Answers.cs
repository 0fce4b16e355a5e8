using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Texts;
using Atelier.Host.Worker.Link;
using Atelier.Imaging;
using Atelier.Sampling;

namespace Atelier.Host.Worker.Work;

/// <summary>Answers the server's questions, beside the generation that may be running.</summary>
internal sealed class Answers(AtelierOptions options, ModelCatalog catalog, ModelLoader models, LivePlugins plugins)
{
    private readonly MapAnswers _maps = new(models.Files, models.Networks);

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
        ResizeQuestion resize => Resize(resize),
        PreprocessQuestion preprocess => WithParts(parts => _maps.Make(parts, preprocess, cancellation)),
        PreprocessorsQuestion => WithParts(_maps.List),
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

    private static ResizedPicture Resize(ResizeQuestion question)
    {
        PictureEncoding encoding = question.Format switch
        {
            "png" => new PngEncoding(),
            "jpeg" => question.Quality is { } quality ? new JpegEncoding { Quality = quality } : new JpegEncoding(),
            "webp" => question.Quality is { } quality ? new WebpEncoding { Quality = quality } : new WebpEncoding(),
            _ => throw new RequestException("format", $"{OneLine.Quoted(question.Format)} is unknown; it must be png, jpeg or webp"),
        };
        var picture = PictureCodec.Decode(question.File);
        var (width, height) = Target(picture, question);
        var resized = PictureCodec.Resize(picture, width, height, Kernel(question.Kernel), question.Crop);
        return new ResizedPicture(PictureCodec.Encode(resized, encoding), resized.Width, resized.Height);
    }

    private static (int Width, int Height) Target(Picture picture, ResizeQuestion question) => (question.Width, question.Height) switch
    {
        ({ } width, { } height) => (width, height),
        ({ } width, null) => (width, Math.Max(1, (int)Math.Round((double)picture.Height * width / picture.Width))),
        (null, { } height) => (Math.Max(1, (int)Math.Round((double)picture.Width * height / picture.Height)), height),
        _ => (picture.Width, picture.Height),
    };

    private static ResizeKernel Kernel(string name) => name switch
    {
        "lanczos3" => ResizeKernel.Lanczos3,
        "cubic" => ResizeKernel.Cubic,
        "nearest" => ResizeKernel.Nearest,
        _ => throw new RequestException("kernel", $"{OneLine.Quoted(name)} is unknown; it must be lanczos3, cubic or nearest"),
    };
}
