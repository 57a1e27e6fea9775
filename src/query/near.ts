/**
 * NEAR over the positions of one field: a tree of what it combines, chains from left to right.
 */
import type { NearJoin, NearOperand } from './query.js';
import { SlopSpans } from './slop.js';
import { PhraseSpans, type PositionsOf, type SpanNode, type VisitRange, WordSpans } from './span-node.js';
import { joinSpans, MinimalSpans, mergeSpans, Spans, type Spend } from './spans.js';

export function createSpanNode(operand: NearOperand, positionsOf: PositionsOf, spend: Spend): SpanNode {
  const create = (part: NearOperand): SpanNode => createSpanNode(part, positionsOf, spend);
  switch (operand.kind) {
    case 'near':
      return new NearSpans(operand.operands.map(create), operand.joins, spend);
    case 'alternatives':
      return new AlternativeSpans(operand.operands.map(create), spend);
    case 'phrase':
      return operand.slop === undefined
        ? new PhraseSpans(operand, positionsOf, spend)
        : new SlopSpans(operand, operand.slop, positionsOf, spend);
    default:
      return new WordSpans(positionsOf(operand));
  }
}

class AlternativeSpans implements SpanNode {
  private readonly parts: readonly SpanNode[];
  private readonly spend: Spend;
  private readonly minimal = new MinimalSpans();
  private found = new Spans();
  private merged = new Spans();

  constructor(parts: readonly SpanNode[], spend: Spend) {
    this.parts = parts;
    this.spend = spend;
  }

  spans(): Spans {
    this.found.clear();
    for (const part of this.parts) {
      mergeSpans(this.found, part.spans(), this.merged);
      this.spend(this.merged.length);
      [this.found, this.merged] = [this.merged, this.found];
    }
    return this.found;
  }

  count(): number {
    this.minimal.clear();
    this.minimal.pushAll(this.spans());
    return this.minimal.count;
  }

  visit(used: Uint8Array, visit: VisitRange): void {
    for (const part of this.parts) {
      const spans = part.spans();
      const usedOfPart = new Uint8Array(spans.length);
      for (let i = 0; i < spans.length; i += 1)
        usedOfPart[i] = used[this.found.find(spans.firsts[i]!, spans.lasts[i]!)]!;
      part.visit(usedOfPart, visit);
    }
  }

  visitAll(visit: VisitRange): void {
    for (const part of this.parts) part.visitAll(visit);
  }
}

class NearSpans implements SpanNode {
  private readonly parts: readonly SpanNode[];
  private readonly joins: readonly NearJoin[];
  private readonly spend: Spend;
  private readonly minimal = new MinimalSpans();
  /** What the parts make together, up to each join. */
  private readonly joined: readonly Spans[];

  constructor(parts: readonly SpanNode[], joins: readonly NearJoin[], spend: Spend) {
    this.parts = parts;
    this.joins = joins;
    this.spend = spend;
    this.joined = joins.map(() => new Spans());
  }

  spans(): Spans {
    return this.joinUpTo(this.joins.length);
  }

  /** Of the last join only what holds nothing else is wanted, which is a few even where hundreds are near. */
  count(): number {
    const last = this.joins.length - 1;
    joinSpans(this.joinUpTo(last), this.parts[last + 1]!.spans(), this.joins[last]!, this.minimal, this.spend);
    return this.minimal.count;
  }

  visit(used: Uint8Array, visit: VisitRange): void {
    this.visitJoins(this.joins.length - 1, used, visit);
  }

  visitAll(visit: VisitRange): void {
    const last = this.joins.length - 1;
    this.joinUpTo(last);
    this.visitJoins(last, undefined, visit);
  }

  private joinUpTo(count: number): Spans {
    let left = this.parts[0]!.spans();
    for (let join = 0; join < count; join += 1) {
      const joined = this.joined[join]!;
      joinSpans(left, this.parts[join + 1]!.spans(), this.joins[join]!, joined, this.spend);
      joined.settle();
      left = joined;
    }
    return left;
  }

  /** From a join down to the first; `used` are those of its spans that count, or absent: all. */
  private visitJoins(from: number, used: Uint8Array | undefined, visit: VisitRange): void {
    let usedOfJoin = used;
    for (let join = from; join >= 0; join -= 1) {
      const left = sideOf(join === 0 ? this.parts[0]!.spans() : this.joined[join - 1]!);
      const right = sideOf(this.parts[join + 1]!.spans());
      this.trace(join, left, right, usedOfJoin);
      if (!this.joins[join]!.ordered) this.trace(join, right, left, usedOfJoin);
      this.parts[join + 1]!.visit(right.used, visit);
      if (join === 0) this.parts[0]!.visit(left.used, visit);
      usedOfJoin = left.used;
    }
  }

  /** Of what stands at both sides of a join, what makes those of its spans that begin at one side. */
  private trace(join: number, side: Side, others: Side, used: Uint8Array | undefined): void {
    const joined = this.joined[join]!;
    const { distance } = this.joins[join]!;
    for (let i = 0; i < side.spans.length; i += 1) {
      const last = side.spans.lasts[i]!;
      const from = others.spans.beginningFrom(last + 1);
      const to = others.spans.beginningFrom(last + distance + 1);
      if (used === undefined) {
        if (to > from) side.used[i] = 1;
        others.used.fill(1, from, to);
        continue;
      }
      this.spend(to - from);
      for (let other = from; other < to; other += 1) {
        if (used[joined.find(side.spans.firsts[i]!, others.spans.lasts[other]!)] !== 1) continue;
        side.used[i] = 1;
        others.used[other] = 1;
      }
    }
  }
}

/** One side of a join, and which of its spans take part. */
interface Side {
  readonly spans: Spans;
  readonly used: Uint8Array;
}

function sideOf(spans: Spans): Side {
  return { spans, used: new Uint8Array(spans.length) };
}
