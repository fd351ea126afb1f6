import { Router } from 'express';
import { classifierReviewQuery, correctionsQuery } from '../../shared/schemas/classifier.js';
import type { ReviewService } from '../features/classifier-review/review.service.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

/** What administrators and supervisors read of the classifier. */
export const createClassifierRoutes = ({
  gates,
  review,
}: {
  gates: Gates;
  review: ReviewService;
}): Router => {
  const router = Router();
  const gate = gates.requireStaff(['administrator', 'supervisor']);
  // A page opens fifty talks' keys, and the figures count a quarter of a year.
  const limit = {
    by: new RateLimit({ points: 60, perMs: 60_000 }),
    key: ({ operatorId }: { operatorId: string }) => operatorId,
  };

  router.get(
    '/admin/classifier/review',
    handleRequest({
      ...{ gate, limit, query: classifierReviewQuery },
      run: ({ query }) => review.getReview(query.days),
    }),
  );

  router.get(
    '/admin/classifier/corrections',
    handleRequest({
      ...{ gate, limit, query: correctionsQuery },
      run: ({ query }) => review.listCorrections(query),
    }),
  );

  return router;
};
